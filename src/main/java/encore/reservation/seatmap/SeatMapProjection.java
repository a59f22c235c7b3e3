package encore.reservation.seatmap;

import encore.kernel.ProcessorNames;
import encore.readmodel.Rows;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import encore.reservation.seatmap.SeatView.Status;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/**
 * Keeps the table {@code seat_map}: every seat with its state. A seat's version is the position of
 * the event that changed it last, so that the newest version of a performance's seats names its
 * state.
 */
@Component
@ProcessingGroup(SeatMapProjection.NAME)
class SeatMapProjection {

    static final String NAME = ProcessorNames.PROJECTION + "seatmap";

    @EventHandler
    void on(SeatEvent event, TrackingToken position, Rows<SeatRow> seats) {
        long version = position.position().orElseThrow();
        var id = event.seat().value();
        switch (event) {
            case SeatPlaced e -> seats.put(SeatRow.placed(e, version));
            case SeatHeld e ->
                seats.change(id, seat -> seat.is(Status.HELD, e.freeFrom(), version));
            case SeatReleased e -> seats.change(id, seat -> seat.isBack(e.freeFrom(), version));
            case SeatBlocked e -> seats.change(id, seat -> seat.is(Status.BLOCKED, null, version));
            case SeatUnblocked e -> seats.change(id, seat -> seat.isBack(e.freeFrom(), version));
            case SeatSold e -> seats.change(id, seat -> seat.is(Status.SOLD, null, version));
            case SeatDeclined e -> {}
        }
    }
}
