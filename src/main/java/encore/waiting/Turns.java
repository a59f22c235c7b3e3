package encore.waiting;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who lets people in takes turns with all others who do, on whichever node. */
@Component
class Turns {

    private final JdbcClient jdbc;

    Turns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Until the transaction is over nobody else lets anybody in: two at a time would both see the
     * same room. To be called before anything else is locked, so that nobody waits in a circle.
     */
    void decideAlone() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('encore.admission'))").query(row -> {});
    }
}
