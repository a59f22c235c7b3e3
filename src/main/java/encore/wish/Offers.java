package encore.wish;

import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceId;
import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.readmodel.Rows;
import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.ReservationId;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import encore.wish.WishCommand.LapseReason;
import encore.wish.WishCommand.LapseWish;
import encore.wish.WishCommand.TakeWish;
import encore.wish.WishEvent.WishLapsed;
import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import encore.wish.WishEvent.WishTaken;
import encore.wish.WishEvent.WishWithdrawn;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Decides to whom seats that come back are offered: the first of those who wait for no more seats
 * than there are. It reads what becomes of seats and wishes in the order of the event store, in one
 * process of the whole cluster (the one that holds this processor), and what it decides is stored
 * in the same transaction as how far it has read: a restart forgets nothing and offers nothing
 * twice.
 *
 * <p>One offer is a unit of work of its own, for who has asked an allowance may not go on to ask a
 * seat. The events of each lead to the next.
 *
 * <p>Its tables (see {@link OpenWishes}) are no read model, and are never replayed.
 */
@Component
@ProcessingGroup(Offers.GROUP)
@DisallowReplay
class Offers {

    static final String GROUP = ProcessorNames.WISH_OFFERS;

    private static final Logger log = LoggerFactory.getLogger(Offers.class);

    private final OpenWishes wishes;
    private final Offering offering;
    private final Commands commands;

    Offers(OpenWishes wishes, Offering offering, Commands commands) {
        this.wishes = wishes;
        this.offering = offering;
        this.commands = commands;
    }

    /** What a batch of events has told. */
    private record News(Set<PerformanceId> performances, Map<ReservationId, Boolean> paid) {}

    private News news() {
        return CurrentUnitOfWork.get().getOrComputeResource(GROUP, key -> {
            // Before any row is written, as everybody does who offers: so nobody waits in a circle.
            wishes.decideAlone();
            var news = new News(new LinkedHashSet<>(), new LinkedHashMap<>());
            CurrentUnitOfWork.get().onPrepareCommit(batch -> decide(news));
            return news;
        });
    }

    @EventHandler
    void on(SeatEvent event, Rows<ReturnedSeatRow> returned) {
        var news = news();
        var seat = event.seat();
        var performance = event.performance();
        switch (event) {
            case SeatReleased e -> {
                returned.put(ReturnedSeatRow.back(seat, performance, e.freeFrom()));
                news.performances().add(performance);
            }
            case SeatUnblocked e -> {
                returned.put(ReturnedSeatRow.back(seat, performance, e.freeFrom()));
                news.performances().add(performance);
            }
            case SeatHeld e -> {
                returned.remove(seat.value());
                // It may have kept an offer from being made.
                news.performances().add(performance);
            }
            case SeatSold e -> returned.remove(seat.value());
            case SeatBlocked e -> returned.remove(seat.value());
            case SeatPlaced e -> {}
            case SeatDeclined e -> {}
        }
    }

    @EventHandler
    void on(WishEvent event, TrackingToken position, Rows<OpenWishRow> open) {
        news().performances().add(event.performance());
        var wish = event.wish().value();
        switch (event) {
            case WishMade e -> open.put(OpenWishRow.made(e, position.position().orElseThrow()));
            case WishOffered e -> open.changeIfThere(wish, row -> row.offered(e));
            case WishTaken e -> open.remove(wish);
            case WishLapsed e -> open.remove(wish);
            case WishWithdrawn e -> open.remove(wish);
        }
    }

    @EventHandler
    void on(ReservationEvent event) {
        switch (event) {
            case ReservationPaid e -> news().paid().put(e.reservation(), true);
            case ReservationCancelled e -> news().paid().put(e.reservation(), false);
            case ReservationExpired e -> news().paid().put(e.reservation(), false);
            default -> {
                // The offer stands.
            }
        }
    }

    @EventHandler
    void on(PerformanceCancelled event) {
        news().performances().add(event.performance());
    }

    private void decide(News news) {
        if (!news.paid().isEmpty()) {
            wishes.offeredBy(news.paid().keySet())
                    .forEach((reservation, wish) -> commands.send(
                            Boolean.TRUE.equals(news.paid().get(reservation))
                                    ? new TakeWish(wish.wisher(), reservation)
                                    : new LapseWish(
                                            wish.wisher(), wish.wish(), LapseReason.NOT_PAID)));
        }
        for (var performance : news.performances()) {
            if (offering.goOn(performance)) {
                return;
            }
        }
    }

    /** News are not the only reason: a performance begins, and of several only one is served. */
    @Scheduled(fixedDelayString = "${encore.wish.offer-every:1s}")
    void goOnWithoutNews() {
        for (var performance : wishes.wished()) {
            try {
                if (offering.mayGoOn(performance)) {
                    commands.together(() -> {
                        wishes.decideAlone();
                        offering.goOn(performance);
                    });
                }
            } catch (RuntimeException e) {
                log.warn("the wishes for {} have to wait", performance, e);
            }
        }
    }
}
