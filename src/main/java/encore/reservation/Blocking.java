package encore.reservation;

import encore.kernel.Refused;
import encore.reservation.BlockCommand.BlockSeats;
import encore.reservation.SeatCommand.BlockSeat;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

import java.time.Clock;

/**
 * Keeps many seats from being sold, all or none: all are looked at before any of them stores
 * anything. A command of its own, so it is decided again when another node was faster.
 */
@Component
class Blocking {

    private final Seats seats;

    Blocking(Seats seats) {
        this.seats = seats;
    }

    @CommandHandler
    void handle(BlockSeats command, Clock clock) throws Exception {
        var chosen = seats.of(command.seats());
        if (!chosen.look(Seat::performance).stream().allMatch(command.performance()::equals)) {
            throw new Refused(ReservationRefusal.SEAT_NOT_FOUND);
        }
        var now = clock.instant();
        if (chosen.look(seat -> seat.canBeBlockedAt(now)).contains(false)) {
            throw new Refused(ReservationRefusal.SEAT_TAKEN);
        }
        chosen.ask(seat -> new BlockSeat(seat, command.by(), command.reason()));
    }
}
