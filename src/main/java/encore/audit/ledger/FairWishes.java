package encore.audit.ledger;

import encore.concert.PerformanceId;
import encore.kernel.StoredEvent;
import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.ReservationId;
import encore.wish.WishEvent;
import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import encore.wish.WishId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Walks along the wishes: seats that came back are offered to nobody before somebody who wished
 * earlier, still waits, and would have been content with some of them; and nobody pays for an offer
 * before it can be paid. It remembers what is open only.
 */
final class FairWishes {

    private final Consumer<Violation> found;

    /** Who waits, in the order of wishing. */
    private final Map<PerformanceId, LinkedHashMap<WishId, Waiting>> waiting = new HashMap<>();

    /** What is offered, and not paid yet. */
    private final Map<ReservationId, Offered> offered = new HashMap<>();

    private record Waiting(WishId wish, int count, @Nullable String section, String event) {

        boolean fits(WishOffered offer) {
            return count <= offer.seats().size()
                    && (section == null || section.equals(offer.section()));
        }
    }

    private record Offered(Instant payableFrom, String event) {}

    FairWishes(Consumer<Violation> found) {
        this.found = found;
    }

    void on(StoredEvent at, WishEvent event) {
        switch (event) {
            case WishMade e ->
                waiting.computeIfAbsent(e.performance(), performance -> new LinkedHashMap<>())
                        .put(e.wish(), new Waiting(e.wish(), e.count(), e.section(), at.id()));
            case WishOffered e -> offer(e, at.id());
            default -> leave(event);
        }
    }

    private void offer(WishOffered offer, String event) {
        waiting.getOrDefault(offer.performance(), new LinkedHashMap<>()).values().stream()
                .takeWhile(earlier -> !earlier.wish().equals(offer.wish()))
                .filter(earlier -> earlier.fits(offer))
                .findFirst()
                .ifPresent(first -> found.accept(new Violation(
                        "WISH_PASSED_OVER",
                        first.wish() + " was passed over by " + offer.wish(),
                        List.of(first.event(), event))));
        leave(offer);
    }

    private void leave(WishEvent event) {
        waiting.computeIfPresent(event.performance(), (performance, wishes) -> {
            wishes.remove(event.wish());
            return wishes.isEmpty() ? null : wishes;
        });
    }

    void on(StoredEvent at, ReservationEvent event) {
        switch (event) {
            case ReservationOpened e -> {
                if (e.payableFrom() != null) {
                    offered.put(e.reservation(), new Offered(e.payableFrom(), at.id()));
                }
            }
            case PaymentRequested e -> pay(e, at.id());
            case ReservationPaid e -> offered.remove(e.reservation());
            case ReservationCancelled e -> offered.remove(e.reservation());
            case ReservationExpired e -> offered.remove(e.reservation());
            default -> {
                // The offer stands.
            }
        }
    }

    private void pay(PaymentRequested payment, String event) {
        var offer = offered.get(payment.reservation());
        if (offer != null && payment.at().isBefore(offer.payableFrom())) {
            found.accept(new Violation(
                    "OFFER_TOO_EARLY",
                    payment.reservation() + " was paid before it could be",
                    List.of(offer.event(), event)));
        }
    }
}
