package encore.reservation;

import encore.kernel.Commands;
import encore.reservation.ReservationCommand.ExpireReservation;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;

/**
 * Makes the lapse of a hold visible. Its list of what to do is the read model of reservations: a
 * late or doubtful entry there does no harm, for the reservation itself decides whether its time is
 * over.
 */
@Component
class WhenHoldLapsedThenExpireReservation {

    private static final int AT_ONCE = 1_000;

    private final JdbcClient jdbc;
    private final Commands commands;
    private final Clock clock;

    WhenHoldLapsedThenExpireReservation(JdbcClient jdbc, Commands commands, Clock clock) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${encore.reservation.expire-every:1s}")
    void expire() {
        jdbc.sql("""
                select reservation_id from reservation
                 where status = 'PENDING' and hold_expires_at <= ?
                 order by hold_expires_at limit ?
                """)
                .params(Timestamp.from(clock.instant()), AT_ONCE)
                .query(String.class)
                .list()
                .forEach(id -> commands.send(new ExpireReservation(new ReservationId(id))));
    }
}
