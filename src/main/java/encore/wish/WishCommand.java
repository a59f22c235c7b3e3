package encore.wish;

import encore.concert.SectionName;
import encore.kernel.Command;
import encore.kernel.Refusal;
import encore.kernel.Words;
import encore.reservation.ReservationCommand;
import encore.reservation.ReservationCommand.Offer;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/** What can be asked of a user's wish for seats of a performance. */
public sealed interface WishCommand<R> extends Command<R> {

    @Override
    default Optional<Refusal> unknownId() {
        return Optional.of(WishRefusal.WISH_NOT_FOUND);
    }

    @TargetAggregateIdentifier
    WisherId wisher();

    /**
     * Wait for seats to come back. Asked twice for the same wish it does nothing. Refused with
     * WISH_EXISTS while another wish of the user waits, or is offered seats.
     *
     * @param count 1 to 8 seats
     * @param section null for any
     */
    record MakeWish(
            WisherId wisher,
            WishId wish,
            int count,
            @Nullable SectionName section) implements WishCommand<Void> {

        public MakeWish {
            Words.complete(wisher, wish);
            Words.number(count, 1, ReservationCommand.MOST_SEATS, "unfit.seat-count");
        }

        @Override
        public Optional<Refusal> unknownId() {
            return Optional.empty();
        }
    }

    /** Wait no longer. Refused with WISH_NOT_FOUND when the wish is over. */
    record WithdrawWish(WisherId wisher) implements WishCommand<Void> {

        public WithdrawWish {
            Words.complete(wisher);
        }
    }

    /**
     * Answers whether that very wish waits; it does until the unit of work that asks is over.
     */
    record ConsiderWish(WisherId wisher, WishId wish) implements WishCommand<Boolean> {

        public ConsiderWish {
            Words.complete(wisher, wish);
        }
    }

    /**
     * Seats are kept for it, by a reservation that is opened in the same unit of work. Does nothing
     * unless that very wish waits.
     *
     * @param section of all the seats; null when they are of several
     */
    record OfferWish(
            WisherId wisher,
            WishId wish,
            ReservationId reservation,
            List<SeatId> seats,
            @Nullable SectionName section,
            Offer offer)
            implements WishCommand<Void> {

        public OfferWish {
            Words.complete(wisher, wish, reservation, seats, offer);
            Words.complete(seats.toArray());
            seats = List.copyOf(seats);
        }
    }

    /** What was offered is paid. Does nothing unless it was that. */
    record TakeWish(WisherId wisher, ReservationId reservation) implements WishCommand<Void> {

        public TakeWish {
            Words.complete(wisher, reservation);
        }
    }

    /** It came to nothing. Does nothing when that very wish is over already. */
    record LapseWish(WisherId wisher, WishId wish, LapseReason reason)
            implements WishCommand<Void> {

        public LapseWish {
            Words.complete(wisher, wish, reason);
        }
    }

    /** Why a wish came to nothing. */
    enum LapseReason {
        /** What was offered was not paid in time, or given up. */
        NOT_PAID,
        /** The wisher would have had more seats than a user may. */
        SEAT_LIMIT,
        /** The performance is cancelled. */
        PERFORMANCE_CANCELLED,
        /** The performance has begun. */
        PERFORMANCE_CLOSED
    }
}
