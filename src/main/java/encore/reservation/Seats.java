package encore.reservation;

import encore.kernel.Refused;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The seats of a reservation, for who asks them within a unit of work of its own: what is stored
 * there and here is stored together, or not at all. They are always asked in the order of their
 * ids, so that two who want the same seats do not wait for each other.
 */
@Component
class Seats {

    private final Repository<Seat> seats;

    Seats(Repository<Seat> seats) {
        this.seats = seats;
    }

    /** Some seats, which nobody else changes until the unit of work is over. */
    static final class Chosen {

        private final List<Aggregate<Seat>> seats;

        private Chosen(List<Aggregate<Seat>> seats) {
            this.seats = seats;
        }

        /** Looks at each. */
        <T> List<T> look(Function<Seat, T> question) {
            return seats.stream().map(seat -> seat.invoke(question)).toList();
        }

        /** Asks each for what is made of its id. */
        void ask(Function<SeatId, SeatCommand<?>> command) throws Exception {
            for (var seat : seats) {
                seat.handle(GenericCommandMessage.asCommandMessage(
                        command.apply(seat.invoke(Seat::id))));
            }
        }
    }

    /**
     * Those with these ids.
     *
     * @throws Refused with SEAT_NOT_FOUND when one was never placed
     */
    Chosen of(Collection<SeatId> ids) {
        return new Chosen(ids.stream()
                .sorted(Comparator.comparing(SeatId::value))
                .map(this::load)
                .toList());
    }

    private Aggregate<Seat> load(SeatId seat) {
        try {
            return seats.load(seat.toString());
        } catch (AggregateNotFoundException e) {
            throw new Refused(ReservationRefusal.SEAT_NOT_FOUND);
        }
    }
}
