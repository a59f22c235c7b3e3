package encore.reservation.calendar;

import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;

/**
 * Keeps the tables {@code calendar}, a row for each performance with the seats sold, and {@code
 * calendar_hold}, a row for each seat held: what is left follows, to the second in which a hold
 * ends.
 */
@Component
@ProcessingGroup("projection-calendar")
class CalendarProjection {

    private final JdbcClient jdbc;

    CalendarProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(PerformanceScheduled e) {
        jdbc.sql("""
                insert into calendar (performance_id, title, venue, starts_at, day,
                                      total_seats, sold)
                values (?, ?, ?, ?, ?, ?, 0)
                """)
                .params(e.performance().value(), e.title(), e.venue(),
                        Timestamp.from(e.startsAt()), e.day(), e.totalSeats())
                .update();
    }

    @EventHandler
    void on(SeatHeld e) {
        jdbc.sql("""
                insert into calendar_hold (seat_id, performance_id, held_until) values (?, ?, ?)
                on conflict (seat_id) do update set held_until = excluded.held_until
                """)
                .params(e.seat().value(), e.performance().value(), Timestamp.from(e.until()))
                .update();
    }

    @EventHandler
    void on(SeatReleased e) {
        jdbc.sql("delete from calendar_hold where seat_id = ?").params(e.seat().value()).update();
    }

    @EventHandler
    void on(SeatSold e) {
        jdbc.sql("""
                with released as (delete from calendar_hold where seat_id = ?)
                update calendar set sold = sold + 1 where performance_id = ?
                """)
                .params(e.seat().value(), e.performance().value())
                .update();
    }

    @ResetHandler
    void forget() {
        jdbc.sql("delete from calendar").update();
        jdbc.sql("delete from calendar_hold").update();
    }
}
