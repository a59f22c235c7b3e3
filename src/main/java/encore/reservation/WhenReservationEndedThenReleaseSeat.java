package encore.reservation;

import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.SeatCommand.ReleaseSeat;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;

/** Cancelling, expiring or refunding gives the seats back, together. */
@Component
@ProcessingGroup(WhenReservationEndedThenReleaseSeat.GROUP)
@DisallowReplay
class WhenReservationEndedThenReleaseSeat {

    static final String GROUP = ProcessorNames.RELEASE_SEAT;

    private final Commands commands;

    WhenReservationEndedThenReleaseSeat(Commands commands) {
        this.commands = commands;
    }

    @EventHandler
    void on(ReservationCancelled event) {
        release(event.reservation(), event.seats(), event.freeFrom());
    }

    @EventHandler
    void on(ReservationExpired event) {
        release(event.reservation(), event.seats(), event.freeFrom());
    }

    @EventHandler
    void on(ReservationRefunded event) {
        release(event.reservation(), event.seats(), event.freeFrom());
    }

    private void release(
            ReservationId reservation, List<SeatId> seats, @Nullable Instant freeFrom) {
        seats.forEach(seat -> commands.send(new ReleaseSeat(seat, reservation, freeFrom)));
    }
}
