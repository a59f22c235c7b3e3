package encore.reservation;

import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.reservation.AllowanceCommand.RegainAllowance;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.ReservationOpened;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * A payment that came to nothing leaves its reservation to count until the hold is over, which it
 * is when the seat was lost. The saga can't see to that: it goes on to ask seats (see {@link
 * Allowances}).
 */
@Component
@ProcessingGroup(ProcessorNames.AUTOMATION + "regain-allowance")
@DisallowReplay
class WhenPaymentRejectedThenRegainAllowance {

    private final Commands commands;
    private final EventStore events;

    WhenPaymentRejectedThenRegainAllowance(Commands commands, EventStore events) {
        this.commands = commands;
        this.events = events;
    }

    @EventHandler
    void on(PaymentRejected event) {
        var reservation = events.readEvents(event.reservation().toString());
        var opened = (ReservationOpened) reservation.next().getPayload();
        var allowance = new AllowanceId(opened.performance(), opened.user());
        // What was paid for before there were allowances may have none.
        if (events.lastSequenceNumberFor(allowance.toString()).isPresent()) {
            commands.send(new RegainAllowance(
                    allowance, event.reservation(), event.payment(), opened.holdUntil()));
        }
    }
}
