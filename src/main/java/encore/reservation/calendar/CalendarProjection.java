package encore.reservation.calendar;

import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceEvent.PerformanceCorrected;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.kernel.ProcessorNames;
import encore.readmodel.Rows;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;

/**
 * Keeps the tables {@code calendar}, a row for each performance with the seats placed and sold,
 * and {@code calendar_hold}, a row for each seat held: what is left follows, to the second in which
 * a hold ends.
 */
@Component
@ProcessingGroup(CalendarProjection.NAME)
class CalendarProjection {

    static final String NAME = ProcessorNames.PROJECTION + "calendar";

    /** A seat that the operator keeps is held until the end of all calendars. */
    private static final Instant FOR_GOOD = Instant.parse("9999-12-30T00:00:00Z");

    @EventHandler
    void on(PerformanceScheduled e, Rows<CalendarRow> dates) {
        dates.put(CalendarRow.scheduled(e));
    }

    @EventHandler
    void on(PerformanceCorrected e, Rows<CalendarRow> dates) {
        dates.change(e.performance().value(), date -> date.corrected(e));
    }

    @EventHandler
    void on(PerformanceCancelled e, Rows<CalendarRow> dates) {
        dates.change(e.performance().value(), date -> date.cancelled = true);
    }

    @EventHandler
    void on(SeatPlaced e, Rows<CalendarRow> dates) {
        dates.changeIfThere(e.performance().value(), date -> date.placed++);
    }

    @EventHandler
    void on(SeatHeld e, Rows<HoldRow> holds) {
        holds.put(HoldRow.of(e, e.freeFrom()));
    }

    @EventHandler
    void on(SeatReleased e, Rows<HoldRow> holds) {
        comesBack(e, e.freeFrom(), holds);
    }

    @EventHandler
    void on(ReservationRefunded e, Rows<CalendarRow> dates) {
        dates.change(e.performance().value(), date -> date.sold -= e.seats().size());
    }

    @EventHandler
    void on(SeatBlocked e, Rows<HoldRow> holds) {
        holds.put(HoldRow.of(e, FOR_GOOD));
    }

    @EventHandler
    void on(SeatUnblocked e, Rows<HoldRow> holds) {
        comesBack(e, e.freeFrom(), holds);
    }

    private static void comesBack(SeatEvent seat, @Nullable Instant freeFrom, Rows<HoldRow> holds) {
        if (freeFrom == null) {
            holds.remove(seat.seat().value());
        } else {
            holds.put(HoldRow.of(seat, freeFrom));
        }
    }

    @EventHandler
    void on(SeatSold e, Rows<HoldRow> holds, Rows<CalendarRow> dates) {
        holds.remove(e.seat().value());
        dates.change(e.performance().value(), date -> date.sold++);
    }
}
