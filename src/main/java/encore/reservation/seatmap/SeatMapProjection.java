package encore.reservation.seatmap;

import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;

/**
 * Keeps the table {@code seat_map}: every seat with its state. A seat's version is the position of
 * the event that changed it last, so that the newest version of a performance's seats names its
 * state.
 */
@Component
@ProcessingGroup("projection-seatmap")
class SeatMapProjection {

    private final JdbcClient jdbc;

    SeatMapProjection(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventHandler
    void on(SeatEvent event, TrackingToken position) {
        long version = position.position().orElseThrow();
        (switch (event) {
            case SeatPlaced e -> jdbc.sql("""
                    insert into seat_map (seat_id, performance_id, section, row_number,
                                          seat_number, price, status, placed, version)
                    values (?, ?, ?, ?, ?, ?, 'AVAILABLE', ?, ?)
                    """).params(e.seat().value(), e.performance().value(), e.section(), e.row(),
                            e.number(), e.price(), version, version);
            case SeatHeld e -> jdbc.sql("""
                    update seat_map set status = 'HELD', held_until = ?, version = ?
                     where seat_id = ?
                    """).params(Timestamp.from(e.until()), version, e.seat().value());
            case SeatReleased e -> jdbc.sql("""
                    update seat_map set status = 'AVAILABLE', held_until = null, version = ?
                     where seat_id = ?
                    """).params(version, e.seat().value());
            case SeatSold e -> jdbc.sql("""
                    update seat_map set status = 'SOLD', held_until = null, version = ?
                     where seat_id = ?
                    """).params(version, e.seat().value());
        }).update();
    }

    @ResetHandler
    void forget() {
        jdbc.sql("delete from seat_map").update();
    }
}
