package encore.reservation;

import encore.kernel.Commands;
import encore.kernel.work.DueWork;
import encore.reservation.ReservationCommand.ExpireReservation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Makes the lapse of a hold visible. Its list of what to do is the read model of reservations: a
 * late or doubtful entry there does no harm, for the reservation itself decides whether its time is
 * over.
 */
@Component
class WhenHoldLapsedThenExpireReservation {

    private record Lapsed(Instant at, String reservation) {}

    private final JdbcClient jdbc;
    private final Commands commands;
    private final DueWork dueWork;
    private final Clock clock;

    WhenHoldLapsedThenExpireReservation(
            JdbcClient jdbc, Commands commands, DueWork dueWork, Clock clock) {
        this.jdbc = jdbc;
        this.commands = commands;
        this.dueWork = dueWork;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${encore.reservation.expire-every:1s}")
    void expire() {
        dueWork.perform(
                "lapsed-holds",
                this::lapsed,
                hold -> commands.send(
                        new ExpireReservation(new ReservationId(hold.reservation()))));
    }

    private List<Lapsed> lapsed(@Nullable Lapsed last, int atMost) {
        return jdbc.sql("""
                select hold_expires_at, reservation_id from reservation
                 where status = 'PENDING' and hold_expires_at <= ?
                   and (hold_expires_at, reservation_id) > (?, ?)
                 order by hold_expires_at, reservation_id limit ?
                """)
                .params(
                        Timestamp.from(clock.instant()),
                        Timestamp.from(last == null ? Instant.EPOCH : last.at()),
                        last == null ? "" : last.reservation(),
                        atMost)
                .query((row, n) -> new Lapsed(row.getTimestamp(1).toInstant(), row.getString(2)))
                .list();
    }
}
