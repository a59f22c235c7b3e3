package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.Command;
import encore.kernel.InvalidValue;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.Refusal;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

import java.util.List;
import java.util.Optional;

/** What can be asked of many seats of a performance together: {@link Blocking} decides. */
public sealed interface BlockCommand<R> extends Command<R> {

    @Override
    default Optional<Refusal> unknownId() {
        return Optional.of(ReservationRefusal.SEAT_NOT_FOUND);
    }

    @TargetAggregateIdentifier
    PerformanceId performance();

    /**
     * Keep these seats from being sold, all of them or none. One that is kept already stays so. An
     * operator's command. Refused with SEAT_NOT_FOUND when one is not of this performance, and with
     * SEAT_TAKEN when one is held or sold.
     *
     * @param seats 1 to 1,000, each once
     */
    record BlockSeats(PerformanceId performance, List<SeatId> seats, Operator by, Reason reason)
            implements BlockCommand<Void> {

        public static final int MOST = 1_000;

        public BlockSeats {
            Words.complete(performance, seats, by, reason);
            Words.complete(seats.toArray());
            seats = List.copyOf(seats);
            if (seats.isEmpty() || seats.size() > MOST) {
                throw new InvalidValue("seatIds", "unfit.blocked-seats");
            }
            if (seats.stream().distinct().count() < seats.size()) {
                throw new InvalidValue("seatIds", "unfit.seat-twice");
            }
        }
    }
}
