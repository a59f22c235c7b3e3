package encore.wish;

import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** What can happen to a wish: it waits, is offered seats, and is over. */
public sealed interface WishEvent extends Event {

    WishId wish();

    UserId user();

    PerformanceId performance();

    default WisherId wisher() {
        return new WisherId(performance(), user());
    }

    /**
     * Somebody waits for seats; their turn is this event's place in the store.
     *
     * @param section null for any
     */
    record WishMade(
            WishId wish,
            UserId user,
            PerformanceId performance,
            int count,
            @Nullable String section,
            Instant at)
            implements WishEvent {}

    /**
     * Seats that came back are kept for the wisher, who can see and pay them between two moments.
     *
     * @param section the section of all the seats; null when they are of several
     */
    record WishOffered(
            WishId wish,
            UserId user,
            PerformanceId performance,
            ReservationId reservation,
            List<SeatId> seats,
            @Nullable String section,
            Instant payableFrom,
            Instant until,
            Instant at)
            implements WishEvent {}

    /** The seats offered were paid. */
    record WishTaken(
            WishId wish,
            UserId user,
            PerformanceId performance,
            ReservationId reservation,
            Instant at)
            implements WishEvent {}

    /**
     * The wish came to nothing.
     *
     * @param reservation what was offered; null when nothing was
     */
    record WishLapsed(
            WishId wish,
            UserId user,
            PerformanceId performance,
            @Nullable ReservationId reservation,
            WishCommand.LapseReason reason,
            Instant at)
            implements WishEvent {}

    /**
     * The wisher waits no longer, nor wants what is offered.
     *
     * @param reservation what is offered; null when nothing is
     */
    record WishWithdrawn(
            WishId wish,
            UserId user,
            PerformanceId performance,
            @Nullable ReservationId reservation,
            Instant at)
            implements WishEvent {}
}
