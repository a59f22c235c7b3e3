package encore.wish;

import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.concert.SectionName;
import encore.concert.Terms;
import encore.http.NewId;
import encore.kernel.Commands;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.reservation.ReservationCommand.Offer;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationId;
import encore.reservation.ReservationRefusal;
import encore.wish.OpenWishes.OpenWish;
import encore.wish.WishCommand.ConsiderWish;
import encore.wish.WishCommand.LapseReason;
import encore.wish.WishCommand.LapseWish;
import encore.wish.WishCommand.OfferWish;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the next offer of a performance, within the unit of work of {@link Offers}. */
@Component
class Offering {

    private static final int LAPSED_AT_ONCE = 100;

    private final OpenWishes wishes;
    private final Commands commands;
    private final Queries queries;
    private final WishSettings settings;
    private final Clock clock;

    Offering(
            OpenWishes wishes,
            Commands commands,
            Queries queries,
            WishSettings settings,
            Clock clock) {
        this.wishes = wishes;
        this.commands = commands;
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether there may be something to do for who waits for a performance. */
    boolean mayGoOn(PerformanceId performance) {
        return wishes.hasReturnedSeats(performance)
                || termsOf(performance).map(this::whyOver).isPresent();
    }

    /**
     * Makes one offer, or ends what waits in vain. Answers whether there was anything to do; then
     * nothing more may be done in this unit of work.
     */
    boolean goOn(PerformanceId performance) {
        if (!wishes.someoneWaits(performance)) {
            return false;
        }
        var found = termsOf(performance);
        if (found.isEmpty()) {
            return false;
        }
        var terms = found.get();
        var why = whyOver(terms);
        if (why != null) {
            wishes.waiting(performance, LAPSED_AT_ONCE).forEach(wish -> lapse(wish, why));
            return true;
        }
        var seats = wishes.returnedSeats(performance);
        var next = wishes.firstThatFits(performance, seats);
        next.ifPresent(wish -> offer(wish, chosen(wish, seats), terms));
        return next.isPresent();
    }

    /** Empty for one that was never announced: whoever waits for it holds nobody else up. */
    private Optional<Terms> termsOf(PerformanceId performance) {
        try {
            return Optional.of(queries.ask(new FindTerms(performance)));
        } catch (Refused refused) {
            if (!refused.is(PerformanceRefusal.PERFORMANCE_NOT_FOUND)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /** Why nobody need wait for it any more; null when seats may come back. */
    private @Nullable LapseReason whyOver(Terms terms) {
        if (terms.isCancelled()) {
            return LapseReason.PERFORMANCE_CANCELLED;
        }
        return terms.hasBegunAt(clock.instant()) ? LapseReason.PERFORMANCE_CLOSED : null;
    }

    private static List<ReturnedSeat> chosen(OpenWish wish, List<ReturnedSeat> seats) {
        var fitting = seats.stream()
                .filter(seat -> wish.section() == null || seat.section().equals(wish.section()))
                .toList();
        return ClosestSeats.of(fitting, wish.count()).orElseThrow();
    }

    private void offer(OpenWish wish, List<ReturnedSeat> seats, Terms terms) {
        // It waits from here on until all is stored; what is stored together is asked in one order.
        if (!commands.send(new ConsiderWish(wish.wisher(), wish.wish()))) {
            return;
        }
        var from = payableFrom(seats);
        var offer = new Offer(from, from.plus(settings.offerFor()));
        var ids = seats.stream().map(ReturnedSeat::seat).toList();
        var reservation = new ReservationId(NewId.mint().toString());
        try {
            commands.send(new OpenReservation(
                    reservation, wish.wisher().user(), null, ids, terms, offer));
        } catch (Refused refused) {
            lapseIfInVain(wish, refused);
            return;
        }
        commands.send(new OfferWish(
                wish.wisher(), wish.wish(), reservation, ids, sectionOf(seats), offer));
        wishes.offered(wish.wish(), reservation, ids, offer);
    }

    /**
     * Not before others might have had the seats; so nobody gains by a friend who gives them back.
     */
    private Instant payableFrom(List<ReturnedSeat> seats) {
        return seats.stream()
                .map(ReturnedSeat::freeFrom)
                .filter(Objects::nonNull)
                .reduce(clock.instant(), (one, other) -> other.isAfter(one) ? other : one);
    }

    /**
     * A seat that was taken meanwhile is no reason to lapse: the event that tells so is to come.
     */
    private void lapseIfInVain(OpenWish wish, Refused refused) {
        if (refused.is(ReservationRefusal.SEAT_LIMIT)) {
            lapse(wish, LapseReason.SEAT_LIMIT);
        } else if (refused.is(PerformanceRefusal.PERFORMANCE_CANCELLED)) {
            lapse(wish, LapseReason.PERFORMANCE_CANCELLED);
        } else if (refused.is(ReservationRefusal.PERFORMANCE_CLOSED)) {
            lapse(wish, LapseReason.PERFORMANCE_CLOSED);
        } else if (!refused.is(ReservationRefusal.SEAT_TAKEN)) {
            throw refused;
        }
    }

    private void lapse(OpenWish wish, LapseReason reason) {
        commands.send(new LapseWish(wish.wisher(), wish.wish(), reason));
    }

    private static @Nullable SectionName sectionOf(List<ReturnedSeat> seats) {
        var sections = seats.stream().map(ReturnedSeat::section).distinct().toList();
        return sections.size() == 1 ? new SectionName(sections.getFirst()) : null;
    }
}
