package encore.audit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static encore.audit.PlantOrders.START;
import static org.assertj.core.api.Assertions.assertThat;

/** The same for what tokens buy, for refunds, and for what the operator does. */
class PlantedInTokensAndRefundsTest extends Planting {

    private PlantOrders orders;

    @BeforeEach
    void plantsOrders() {
        plant.now = START;
        orders = new PlantOrders(plant);
    }

    private String last(int before) {
        return plant.all().get(plant.all().size() - 1 - before);
    }

    @Test
    void a_token_that_bought_twice() {
        var ann = orders.order();
        ann.asksToPay();
        var firstSpent = last(1);
        ann.seats.forEach(ann::sold);
        var first = ann.paid();
        var again = orders.order();
        again.account = ann.account;
        again.token = ann.token;
        again.seats.forEach(again::held);
        again.opened();
        again.charged();
        again.requests();
        var secondSpent = again.spent();
        again.deducted();
        again.seats.forEach(again::sold);
        var second = again.paid();
        again.ends("PAID");
        found(
                says("TOKEN_BOUGHT_TWICE", first, second),
                says("TOKEN_SPENT_TWICE", firstSpent, secondSpent));
    }

    @Test
    void a_token_spent_again_after_it_was_regained_is_none() {
        var ann = orders.order();
        ann.asksToPay();
        ann.seats.forEach(ann::declined);
        ann.pointsBack();
        ann.rejected("HOLD_LOST");
        ann.regained();
        ann.payment = "again-" + ann.name;
        ann.requests();
        ann.spent();
        found();
    }

    @Test
    void a_token_that_bought_without_being_spent() {
        var ann = orders.order();
        ann.reserves();
        ann.charged();
        ann.requests();
        ann.deducted();
        ann.seats.forEach(ann::sold);
        var paid = ann.paid();
        ann.ends("PAID");
        found(says("PAID_TOKEN_NOT_SPENT", paid));
    }

    @Test
    void a_token_spent_on_what_nobody_asked_for() {
        var ann = orders.order();
        ann.enters();
        found(says("STEP_WITHOUT_REQUEST", ann.spent()));
    }

    @Test
    void before_orders_a_token_bought_as_often_as_it_could() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        ann.sold();
        ann.paid();
        ann.charges(100, 100);
        ann.seat = "box-1-1-" + ann.name;
        ann.reservation = "again-" + ann.name;
        ann.payment = "again-" + ann.name;
        ann.requests(100);
        ann.deducted(100, 0);
        ann.sold();
        ann.paid();
        ann.ends("PAID");
        found();
    }

    @Test
    void a_hold_that_outlives_its_token() {
        var ann = orders.order();
        ann.tokenUntil = ann.until.minusSeconds(1);
        ann.enters();
        var entered = last(0);
        ann.seats.forEach(ann::held);
        found(says("HOLD_OUTLIVES_TOKEN", entered, ann.opened()));
    }

    @Test
    void a_hold_whose_token_was_extended_for_it_is_none() {
        var ann = orders.order();
        ann.tokenUntil = ann.until.minusSeconds(1);
        ann.enters();
        ann.extended(ann.until);
        ann.seats.forEach(ann::held);
        ann.opened();
        found();
    }

    @Test
    void a_hold_whose_token_was_extended_too_late() {
        var ann = orders.order();
        ann.tokenUntil = ann.until.minusSeconds(1);
        ann.enters();
        var entered = last(0);
        ann.seats.forEach(ann::held);
        var opened = ann.opened();
        ann.extended(ann.until);
        found(says("HOLD_OUTLIVES_TOKEN", entered, opened));
    }

    @Test
    void before_orders_a_hold_could_outlive_its_token() {
        var ann = orders.order(1);
        ann.tokenUntil = START.plusSeconds(1);
        ann.enters();
        var seat = ann.first();
        plant.event(
                "SeatHeld",
                "seat:" + seat,
                "seat",
                seat,
                "performance",
                "hall",
                "reservation",
                ann.reservation,
                "user",
                ann.account,
                "until",
                ann.until);
        plant.event(
                "ReservationOpened",
                "reservation:" + ann.reservation,
                "reservation",
                ann.reservation,
                "user",
                ann.account,
                "performance",
                "hall",
                "seat",
                seat,
                "price",
                50,
                "holdUntil",
                ann.until);
        found();
    }

    @Test
    void a_refund_of_what_was_never_paid() {
        var ann = orders.order();
        ann.asksToPay();
        var refunded = ann.refunded(START);
        ann.pointsBack();
        ann.releases(START);
        found(says("REFUND_WITHOUT_PAYMENT", refunded));
    }

    @Test
    void a_second_refund() {
        var ann = orders.order();
        ann.buys();
        var first = ann.refunded(START);
        ann.pointsBack();
        ann.releases(START);
        found(says("RESERVATION_REFUNDED_TWICE", first, ann.refunded(START)));
    }

    @Test
    void a_refund_of_less_than_was_paid() {
        var ann = orders.order();
        ann.buys();
        var price = ann.amount;
        ann.amount = price - 1;
        var refunded = ann.refunded(START);
        ann.amount = price;
        ann.pointsBack();
        ann.releases(START);
        var violations = violations(audit(null), plant.all());
        assertThat(violations).hasSize(1).first().asString().startsWith("REFUND_NOT_AS_PAID");
        assertThat(violations.getFirst()).contains(refunded);
    }

    @Test
    void a_refund_of_one_of_two_seats() {
        var ann = orders.order();
        var requested = ann.asksToPay();
        ann.seats.forEach(ann::sold);
        ann.paid();
        ann.ends("PAID");
        var both = ann.seats;
        ann.seats = both.subList(0, 1);
        var refunded = ann.refunded(START);
        ann.pointsBack();
        ann.seats = both;
        ann.releases(START);
        found(says("REFUND_NOT_AS_PAID", requested, refunded));
    }

    @Test
    void a_refund_whose_points_never_came_back() {
        var ann = orders.order();
        ann.buys();
        var refunded = ann.refunded(START);
        ann.releases(START);
        found(says("POINTS_NOT_GIVEN_BACK", refunded));
    }

    @Test
    void a_refund_of_this_moment_may_be_under_way() {
        var ann = orders.order();
        ann.buys();
        plant.now = clock.instant();
        ann.refunded(START.plus(Duration.ofMinutes(9)));
        found();
    }

    @Test
    void points_that_came_back_before_the_refund() {
        var ann = orders.order();
        var paid = ann.buys();
        var back = ann.pointsBack();
        ann.refunded(START);
        ann.releases(START);
        found(says("PAID_AND_REFUNDED", paid, back));
    }

    @Test
    void acts_of_the_operator_that_do_not_say_who_or_why() {
        var ann = orders.order();
        var nobody = orders.blocked(ann.first(), "", "for the press");
        var noReason = orders.blocked(ann.seats.getLast(), "operator", " ");
        var bob = orders.order();
        bob.buys();
        var refunded = bob.refunded(START, "", "the hall is flooded");
        bob.pointsBack();
        bob.releases(START);
        var carol = orders.order();
        carol.buys();
        carol.refunded(START, "operator", null);
        carol.pointsBack();
        carol.releases(START);
        var closed = plant.event(
                "PerformanceClosed",
                "performance:hall-" + ann.name,
                "performance",
                "hall-" + ann.name,
                "by",
                "operator",
                "at",
                START);
        found(
                says("ACT_UNEXPLAINED", nobody),
                says("ACT_UNEXPLAINED", noReason),
                says("ACT_UNEXPLAINED", refunded),
                says("ACT_UNEXPLAINED", closed));
    }
}
