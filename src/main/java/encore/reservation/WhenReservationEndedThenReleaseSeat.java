package encore.reservation;

import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.SeatCommand.ReleaseSeat;

import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/** Cancelling or expiring releases the seat. */
@Component
@ProcessingGroup(WhenReservationEndedThenReleaseSeat.GROUP)
@DisallowReplay
class WhenReservationEndedThenReleaseSeat {

    static final String GROUP = ProcessorNames.AUTOMATION + "release-seat";

    private final Commands commands;

    WhenReservationEndedThenReleaseSeat(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(ReservationCancelled event) {
        commands.send(new ReleaseSeat(event.seat(), event.reservation()));
    }

    @EventHandler
    void on(ReservationExpired event) {
        commands.send(new ReleaseSeat(event.seat(), event.reservation()));
    }
}
