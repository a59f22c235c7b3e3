package encore.payment.refund;

import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.point.PointAccountCommand.RefundPoint;
import encore.reservation.ReservationEvent.ReservationRefunded;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Refunding gives the payer what was paid. The account gives it back once. */
@Component
@ProcessingGroup(ProcessorNames.RETURN_POINTS)
@DisallowReplay
class WhenReservationRefundedThenReturnPoints {

    private final Commands commands;

    WhenReservationRefundedThenReturnPoints(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(ReservationRefunded event) {
        if (event.amount() > 0) {
            commands.send(new RefundPoint(event.user(), event.payment()));
        }
    }
}
