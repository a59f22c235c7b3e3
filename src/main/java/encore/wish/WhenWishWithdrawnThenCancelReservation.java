package encore.wish;

import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.kernel.Refused;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.ReservationRefusal;
import encore.wish.WishEvent.WishWithdrawn;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Who withdraws a wish gives up what is offered for it, unless it is paid. */
@Component
@ProcessingGroup(ProcessorNames.AUTOMATION + "withdrawn-wish")
@DisallowReplay
class WhenWishWithdrawnThenCancelReservation {

    private final Commands commands;

    WhenWishWithdrawnThenCancelReservation(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(WishWithdrawn event) {
        var reservation = event.reservation();
        if (reservation != null) {
            try {
                commands.send(new CancelReservation(reservation, event.user()));
            } catch (Refused refused) {
                if (!refused.is(ReservationRefusal.RESERVATION_PAID)) {
                    throw refused;
                }
            }
        }
    }
}
