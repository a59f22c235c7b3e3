package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import org.axonframework.serialization.Revision;

import java.time.Instant;

/** What can happen to a user's allowance of seats at a performance. */
public sealed interface AllowanceEvent extends Event {

    UserId user();

    PerformanceId performance();

    ReservationId reservation();

    default AllowanceId allowance() {
        return new AllowanceId(performance(), user());
    }

    /**
     * The reservation counts until its hold is over: it was opened, or its payment came to nothing.
     *
     * @param seats how many it counts for
     */
    @Revision("2")
    record AllowanceTaken(
            UserId user,
            PerformanceId performance,
            ReservationId reservation,
            int seats,
            Instant until)
            implements AllowanceEvent {}

    /** The reservation is being paid, and counts for good unless that comes to nothing. */
    record AllowanceSpent(
            UserId user, PerformanceId performance, ReservationId reservation, PaymentId payment)
            implements AllowanceEvent {}

    /** The reservation was given up and counts no longer. */
    record AllowanceReturned(UserId user, PerformanceId performance, ReservationId reservation)
            implements AllowanceEvent {}
}
