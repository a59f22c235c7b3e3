package encore.wish;

import encore.concert.PerformanceId;
import encore.concert.SectionName;
import encore.reservation.ReservationCommand.Offer;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import encore.wish.WishCommand.ConsiderWish;
import encore.wish.WishCommand.LapseReason;
import encore.wish.WishCommand.LapseWish;
import encore.wish.WishCommand.MakeWish;
import encore.wish.WishCommand.OfferWish;
import encore.wish.WishCommand.TakeWish;
import encore.wish.WishCommand.WithdrawWish;
import encore.wish.WishEvent.WishLapsed;
import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import encore.wish.WishEvent.WishTaken;
import encore.wish.WishEvent.WishWithdrawn;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.refused;
import static encore.wish.WishRefusal.WISH_EXISTS;
import static encore.wish.WishRefusal.WISH_NOT_FOUND;

/** Ann waits for two seats on the floor. */
class WishTest {

    private static final PerformanceId SHOW = new PerformanceId("show");
    private static final WisherId ANNS = new WisherId(SHOW, ANN);
    private static final WishId FIRST = new WishId("first");
    private static final WishId SECOND = new WishId("second");
    private static final ReservationId KEPT = new ReservationId("kept");
    private static final SectionName FLOOR = new SectionName("Floor");
    private static final List<SeatId> SEATS = List.of(new SeatId("A1"), new SeatId("A2"));
    private static final Instant LATER = NOON.plus(Duration.ofMinutes(30));

    private static final MakeWish WISHES = new MakeWish(ANNS, FIRST, 2, FLOOR);
    private static final OfferWish IS_OFFERED =
            new OfferWish(ANNS, FIRST, KEPT, SEATS, FLOOR, new Offer(NOON, LATER));

    private static final WishMade MADE = new WishMade(FIRST, ANN, SHOW, 2, "Floor", NOON);
    private static final WishOffered OFFERED =
            new WishOffered(FIRST, ANN, SHOW, KEPT, SEATS, "Floor", NOON, LATER, NOON);
    private static final WishTaken TAKEN = new WishTaken(FIRST, ANN, SHOW, KEPT, NOON);
    private static final WishLapsed LAPSED =
            new WishLapsed(FIRST, ANN, SHOW, KEPT, LapseReason.NOT_PAID, NOON);
    private static final WishWithdrawn WITHDRAWN = new WishWithdrawn(FIRST, ANN, SHOW, null, NOON);

    private final FixtureConfiguration<Wish> wish = fixture(Wish.class);

    @Test
    void whoever_wishes_waits() {
        wish.givenNoPriorActivity().andGivenCurrentTime(NOON).when(WISHES).expectEvents(MADE);
    }

    @Test
    void the_same_wish_sent_twice_is_made_once() {
        wish.given(MADE).andGivenCurrentTime(NOON).when(WISHES).expectNoEvents();
    }

    @Test
    void nobody_has_two_wishes_for_one_performance() {
        var another = new MakeWish(ANNS, SECOND, 1, null);
        wish.given(MADE).when(another).expectException(refused(WISH_EXISTS));
        fixture(Wish.class)
                .given(MADE, OFFERED)
                .when(another)
                .expectException(refused(WISH_EXISTS));
    }

    @Test
    void once_a_wish_is_over_another_can_be_made() {
        for (var end : List.of(TAKEN, LAPSED, WITHDRAWN)) {
            fixture(Wish.class)
                    .given(MADE, OFFERED, end)
                    .andGivenCurrentTime(LATER)
                    .when(new MakeWish(ANNS, SECOND, 1, null))
                    .expectEvents(new WishMade(SECOND, ANN, SHOW, 1, null, LATER));
        }
    }

    @Test
    void a_wish_is_withdrawn_once() {
        wish.given(MADE)
                .andGivenCurrentTime(NOON)
                .when(new WithdrawWish(ANNS))
                .expectEvents(WITHDRAWN);
        fixture(Wish.class)
                .given(MADE, WITHDRAWN)
                .when(new WithdrawWish(ANNS))
                .expectException(refused(WISH_NOT_FOUND));
    }

    @Test
    void a_wish_withdrawn_tells_what_was_offered() {
        wish.given(MADE, OFFERED)
                .andGivenCurrentTime(NOON)
                .when(new WithdrawWish(ANNS))
                .expectEvents(new WishWithdrawn(FIRST, ANN, SHOW, KEPT, NOON));
    }

    @Test
    void seats_are_offered_to_who_waits() {
        wish.given(MADE).andGivenCurrentTime(NOON).when(IS_OFFERED).expectEvents(OFFERED);
    }

    @Test
    void only_the_very_wish_that_waits_is_considered() {
        wish.given(MADE).when(new ConsiderWish(ANNS, FIRST)).expectResultMessagePayload(true);
        for (var end : List.of(OFFERED, WITHDRAWN)) {
            fixture(Wish.class)
                    .given(MADE, end)
                    .when(new ConsiderWish(ANNS, FIRST))
                    .expectResultMessagePayload(false)
                    .expectNoEvents();
            fixture(Wish.class).given(MADE, end).when(IS_OFFERED).expectNoEvents();
        }
        fixture(Wish.class)
                .given(MADE)
                .when(new ConsiderWish(ANNS, SECOND))
                .expectResultMessagePayload(false);
    }

    @Test
    void what_is_offered_and_paid_is_taken() {
        wish.given(MADE, OFFERED)
                .andGivenCurrentTime(NOON)
                .when(new TakeWish(ANNS, KEPT))
                .expectEvents(TAKEN);
        fixture(Wish.class).given(MADE).when(new TakeWish(ANNS, KEPT)).expectNoEvents();
    }

    @Test
    void what_is_not_paid_lapses_once() {
        var lapse = new LapseWish(ANNS, FIRST, LapseReason.NOT_PAID);
        wish.given(MADE, OFFERED).andGivenCurrentTime(NOON).when(lapse).expectEvents(LAPSED);
        fixture(Wish.class).given(MADE, OFFERED, LAPSED).when(lapse).expectNoEvents();
        fixture(Wish.class).given(MADE, OFFERED, TAKEN).when(lapse).expectNoEvents();
    }
}
