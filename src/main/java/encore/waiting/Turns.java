package encore.waiting;

import encore.kernel.Commands;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Who lets people in takes turns with all others who do, on whichever node. */
@Component
class Turns {

    private final JdbcClient jdbc;
    private final Commands commands;

    Turns(JdbcClient jdbc, Commands commands) {
        this.jdbc = jdbc;
        this.commands = commands;
    }

    /**
     * Until the transaction is over nobody else lets anybody in: two at a time would both see the
     * same room. To be called before anything else is locked, so that nobody waits in a circle.
     */
    void decideAlone() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('encore.admission'))").query(row -> {});
    }

    /** Does something in one's turn: all that it sends shares one commit. */
    <R> R alone(Supplier<R> task) {
        var answer = new AtomicReference<@Nullable R>();
        commands.together(() -> {
            decideAlone();
            answer.set(task.get());
        });
        return Objects.requireNonNull(answer.get());
    }
}
