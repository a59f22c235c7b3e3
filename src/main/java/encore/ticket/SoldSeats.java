package encore.ticket;

import encore.kernel.UserId;

import java.util.List;
import java.util.Optional;

/** Knows which seats were sold, those given back since among them. */
interface SoldSeats {

    /**
     * The seats sold to a user: the newest reservation first, the seats of each by their place.
     *
     * @param atMost how many
     */
    List<SoldSeat> of(UserId user, int atMost);

    /** The seat at a place of a reservation; empty when there is none, or it was never sold. */
    Optional<SoldSeat> find(TicketId.SeatOf seat);
}
