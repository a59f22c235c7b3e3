package encore.audit;

import encore.audit.PlantOrders.Order;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static encore.audit.PlantOrders.START;
import static org.assertj.core.api.Assertions.assertThat;

/** The same for orders of several seats: held, sold and given back together, or not at all. */
class PlantedInOrdersTest extends Planting {

    private static final Instant LATER = START.plus(Duration.ofMinutes(8));

    private PlantOrders orders;

    @BeforeEach
    void plantsOrders() {
        plant.now = START;
        orders = new PlantOrders(plant);
    }

    /** Somebody else who wants the same seats. */
    private Order another(Order order) {
        var other = orders.order(order.seats.size());
        other.seats = order.seats;
        return other;
    }

    private Order refunded() {
        var ann = orders.order();
        ann.buys();
        ann.refunded(LATER);
        ann.pointsBack();
        return ann;
    }

    @Test
    void an_order_and_one_that_came_to_nothing_are_none() {
        orders.order().buys();
        var bob = orders.order();
        bob.asksToPay();
        bob.seats.forEach(bob::declined);
        bob.pointsBack();
        bob.rejected("HOLD_LOST");
        bob.regained();
        found();
    }

    @Test
    void a_seat_that_was_refunded_is_sold_again_and_no_longer_counted_before() {
        long soldBefore = audit(null).get("totals").get("seatsSold").asLong();
        long refundsBefore =
                audit(null).get("totals").get("reservationsRefunded").asLong();
        var ann = refunded();
        ann.releases(LATER);
        found();
        assertThat(audit(null).get("totals").get("seatsSold").asLong()).isEqualTo(soldBefore);
        orders.at(Duration.ofMinutes(8));
        var bob = another(ann);
        bob.until = LATER.plusSeconds(60);
        bob.freeFrom = LATER.plusSeconds(90);
        bob.buys();
        found();
        var totals = audit(null).get("totals");
        assertThat(totals.get("seatsSold").asLong()).isEqualTo(soldBefore + 2);
        assertThat(totals.get("reservationsRefunded").asLong()).isEqualTo(refundsBefore + 1);
    }

    @Test
    void a_hold_that_lapsed_is_held_by_another_and_its_late_payer_is_declined() {
        var ann = orders.order();
        ann.asksToPay();
        orders.at(Duration.ofMinutes(6));
        var bob = another(ann);
        bob.until = START.plus(Duration.ofMinutes(9));
        bob.freeFrom = bob.until;
        bob.reserves();
        ann.seats.forEach(ann::declined);
        ann.pointsBack();
        ann.rejected("HOLD_LOST");
        ann.regained();
        found();
    }

    @Test
    void who_pays_late_for_what_nobody_else_took_is_none() {
        var ann = orders.order();
        ann.asksToPay();
        orders.at(Duration.ofMinutes(6));
        ann.seats.forEach(ann::sold);
        ann.paid();
        ann.ends("PAID");
        found();
    }

    @Test
    void a_free_order_is_paid_without_a_deduction() {
        var ann = orders.order();
        ann.amount = 0;
        ann.reserves();
        ann.requests();
        ann.spent();
        ann.seats.forEach(ann::sold);
        ann.paid();
        ann.ends("PAID");
        ann.refunded(LATER, null, null);
        ann.releases(LATER);
        found();
    }

    @Test
    void a_seat_sold_again_that_was_released_and_never_refunded() {
        var ann = orders.order(1);
        ann.buys();
        var first = plant.all().get(plant.all().size() - 3);
        var released = ann.released(ann.first(), null);
        var bob = another(ann);
        bob.buys();
        var second = plant.all().get(plant.all().size() - 3);
        found(says("SEAT_SOLD_TWICE", first, second), says("RELEASED_BEFORE_THE_END", released));
    }

    @Test
    void a_seat_sold_again_that_was_refunded_and_never_released() {
        var ann = orders.order(1);
        ann.asksToPay();
        var first = ann.sold(ann.first());
        ann.paid();
        ann.ends("PAID");
        ann.refunded(START);
        ann.pointsBack();
        var bob = another(ann);
        bob.enters();
        var held = bob.held(bob.first());
        bob.opened();
        bob.charged();
        bob.requests();
        bob.spent();
        bob.deducted();
        var second = bob.sold(bob.first());
        found(says("SEAT_SOLD_TWICE", first, second), says("SEAT_TAKEN_TOO_EARLY", first, held));
    }

    @Test
    void a_seat_that_is_held_without_the_others() {
        var ann = orders.order();
        ann.enters();
        var held = ann.held(ann.first());
        found(says("HELD_TORN", ann.opened(), held));
    }

    @Test
    void seats_that_are_held_until_different_moments() {
        var ann = orders.order();
        ann.enters();
        var first = ann.held(ann.first());
        ann.until = ann.until.minusSeconds(1);
        var second = ann.held(ann.seats.getLast());
        ann.until = ann.until.plusSeconds(1);
        found(says("HELD_TORN", ann.opened(), first, second));
    }

    @Test
    void a_hold_without_its_reservation() {
        var ann = orders.order();
        found(says("HELD_TORN", ann.held(ann.first()), ann.held(ann.seats.getLast())));
    }

    @Test
    void one_seat_sold_and_one_declined() {
        var ann = orders.order();
        ann.asksToPay();
        var sold = ann.sold(ann.first());
        var declined = ann.declined(ann.seats.getLast());
        found(says("ORDER_TORN", sold, declined));
    }

    @Test
    void paid_and_one_of_its_seats_never_sold() {
        var ann = orders.order();
        ann.asksToPay();
        var sold = ann.sold(ann.first());
        var paid = ann.paid();
        ann.ends("PAID");
        found(says("ORDER_TORN", sold), says("PAID_WITHOUT_ONE_SALE", paid, sold));
    }

    @Test
    void a_free_order_that_was_paid_for() {
        var ann = orders.order();
        ann.reserves();
        ann.charged();
        var price = ann.amount;
        ann.amount = 0;
        var requested = ann.requests();
        ann.spent();
        ann.amount = price;
        var deducted = ann.deducted();
        ann.seats.forEach(ann::sold);
        var paid = ann.paid();
        ann.ends("PAID");
        found(
                says("PAID_WITHOUT_ONE_DEDUCTION", paid, deducted),
                says("STEP_NOT_AS_REQUESTED", requested, deducted));
    }

    @Test
    void a_seat_given_back_of_a_reservation_that_goes_on() {
        var ann = orders.order();
        ann.reserves();
        found(says("RELEASED_BEFORE_THE_END", ann.released(ann.first(), LATER)));
    }

    @Test
    void seats_given_back_as_of_different_moments() {
        var ann = orders.order();
        ann.reserves();
        ann.cancelled(LATER);
        ann.released(ann.first(), LATER);
        var second = ann.released(ann.seats.getLast(), START);
        found(says("RELEASED_BEFORE_THE_END", second));
    }

    @Test
    void a_seat_that_stays_with_a_reservation_that_is_over() {
        var ann = orders.order();
        ann.enters();
        ann.held(ann.first());
        var kept = ann.held(ann.seats.getLast());
        ann.opened();
        var cancelled = ann.cancelled(LATER);
        ann.released(ann.first(), LATER);
        found(says("SEATS_NOT_GIVEN_BACK", cancelled, kept));
    }

    @Test
    void what_is_given_back_a_moment_later_is_none() {
        plant.now = clock.instant();
        refunded();
        found();
    }

    @Test
    void a_seat_given_back_that_is_held_before_its_moment() {
        var ann = refunded();
        var released = ann.releases(LATER);
        orders.at(Duration.ofMinutes(7));
        var bob = another(ann);
        bob.seats = List.of(ann.first());
        bob.enters();
        var held = bob.held(bob.first());
        bob.opened();
        found(says("SEAT_TAKEN_TOO_EARLY", released, held));
    }

    @Test
    void a_hold_that_another_takes_before_its_moment() {
        var ann = orders.order(1);
        ann.enters();
        var held = ann.held(ann.first());
        ann.opened();
        orders.at(Duration.ofMinutes(5).plusSeconds(19));
        var bob = another(ann);
        bob.until = START.plus(Duration.ofMinutes(9));
        bob.freeFrom = bob.until;
        bob.enters();
        var taken = bob.held(bob.first());
        bob.opened();
        found(says("SEAT_TAKEN_TOO_EARLY", held, taken));
    }

    @Test
    void a_blocked_seat_that_is_held_or_sold() {
        var ann = orders.order();
        ann.asksToPay();
        var blocked = orders.blocked(ann.first(), "operator", "for the press");
        orders.blocked(ann.seats.getLast(), "operator", "for the press");
        orders.unblocked(ann.seats.getLast());
        var sold = ann.sold(ann.first());
        ann.sold(ann.seats.getLast());
        found(says("BLOCKED_SEAT_SOLD", blocked, sold));
    }
}
