package encore.audit.ledger;

import encore.concert.PerformanceId;
import encore.kernel.Event;
import encore.kernel.PaymentId;
import encore.kernel.StoredEvent;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import encore.wish.WishEvent;
import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import encore.wish.WishEvent.WishWithdrawn;
import encore.wish.WishId;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static org.assertj.core.api.Assertions.assertThat;

/** What is planted against the order of wishes is found, and nothing else. */
class FairWishesTest {

    private static final PerformanceId SHOW = new PerformanceId("show");
    private static final UserId ANN = new UserId("ann");
    private static final ReservationId KEPT = new ReservationId("kept");

    private final List<String> found = new ArrayList<>();
    private final FairWishes wishes = new FairWishes(violation -> found.add(violation.rule()));
    private long position;

    private StoredEvent stored(Event event) {
        return new StoredEvent(
                position++, new GenericDomainEventMessage<>("Any", "any", position, event));
    }

    private void happened(WishEvent... events) {
        for (var event : events) {
            wishes.on(stored(event), event);
        }
    }

    private void happened(ReservationEvent... events) {
        for (var event : events) {
            wishes.on(stored(event), event);
        }
    }

    private static UserId userOf(String wish) {
        return new UserId("user-" + wish);
    }

    private static WishMade made(String wish, int count, @Nullable String section) {
        return new WishMade(new WishId(wish), userOf(wish), SHOW, count, section, NOON);
    }

    private static WishOffered offered(String wish, int count, @Nullable String section) {
        var seats = IntStream.range(0, count).mapToObj(n -> new SeatId("A" + n)).toList();
        return new WishOffered(
                new WishId(wish), userOf(wish), SHOW, KEPT, seats, section, NOON, NOON, NOON);
    }

    private static WishWithdrawn withdrawn(String wish) {
        return new WishWithdrawn(new WishId(wish), userOf(wish), SHOW, null, NOON);
    }

    @Test
    void somebody_who_wished_earlier_is_passed_over() {
        happened(made("first", 1, null), made("second", 1, null), offered("second", 1, "Floor"));
        assertThat(found).containsExactly("WISH_PASSED_OVER");
    }

    @Test
    void some_of_the_seats_would_have_done() {
        happened(made("first", 1, "Floor"), made("second", 2, null), offered("second", 2, "Floor"));
        assertThat(found).containsExactly("WISH_PASSED_OVER");
    }

    @Test
    void nobody_is_passed_over_whom_the_seats_do_not_fit() {
        happened(
                made("many", 2, null),
                made("elsewhere", 1, "Balcony"),
                made("gone", 1, null),
                withdrawn("gone"),
                made("served", 1, null),
                offered("served", 1, "Floor"));
        assertThat(found).isEmpty();
    }

    @Test
    void in_the_order_of_wishing_nobody_is_passed_over() {
        happened(made("first", 1, null), made("second", 1, null));
        happened(offered("first", 1, "Floor"), offered("second", 1, "Floor"));
        assertThat(found).isEmpty();
    }

    private static ReservationOpened kept() {
        return new ReservationOpened(
                KEPT,
                ANN,
                SHOW,
                List.of(new ReservedSeat(new SeatId("A1"), 1)),
                1,
                NOON.plusSeconds(60),
                NOON.plusSeconds(60),
                NOON);
    }

    private static PaymentRequested paid(Instant at) {
        return new PaymentRequested(
                KEPT,
                new PaymentId("payment"),
                ANN,
                new TokenId("token"),
                List.of(new SeatId("A1")),
                1,
                at);
    }

    @Test
    void an_offer_is_paid_before_it_can_be() {
        happened(kept(), paid(justBefore(NOON)));
        assertThat(found).containsExactly("OFFER_TOO_EARLY");
    }

    @Test
    void an_offer_is_paid_once_it_can_be() {
        happened(kept(), paid(NOON));
        assertThat(found).isEmpty();
    }
}
