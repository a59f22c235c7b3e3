package encore.audit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each kind of violation, put into the event store behind the application's back, is found with the
 * events that show it; and nothing else is said of these events.
 */
class PlantedViolationsTest extends Planting {

    @Test
    void a_whole_payment_and_one_that_came_to_nothing_are_none() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        ann.sold();
        ann.paid();
        ann.ends("PAID");
        var bob = plant.buyer();
        bob.asksToPay();
        bob.deducted(100, 0);
        bob.refunded(100, 100);
        bob.rejected("HOLD_LOST");
        found();
    }

    @Test
    void a_payment_under_way_is_none() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        ann.sold();
        found();
        assertThat(audit(null).get("totals").get("inFlight").asLong()).isPositive();
    }

    @Test
    void a_seat_sold_twice() {
        var ann = plant.buyer();
        ann.asksToPay();
        var first = ann.sold();
        var bob = plant.buyer();
        bob.seat = ann.seat;
        bob.asksToPay();
        var second = bob.sold();
        found(says("SEAT_SOLD_TWICE", first, second));
    }

    @Test
    void a_balance_that_does_not_follow() {
        var ann = plant.buyer();
        var first = ann.charges(100, 100);
        var second = ann.charges(100, 250);
        found(says("BALANCE_WRONG", first, second), says("POINTS_LOST", second));
    }

    @Test
    void a_wrong_first_balance_made_good_by_the_next_is_found_where_it_is() {
        var ann = plant.buyer();
        var first = ann.charges(100, 90);
        var second = ann.charges(100, 200);
        found(says("BALANCE_WRONG", first), says("BALANCE_WRONG", first, second));
    }

    @Test
    void a_negative_balance() {
        var ann = plant.buyer();
        ann.charges(50, 50);
        ann.requests(100);
        var deducted = ann.deducted(100, -50);
        found(says("BALANCE_NEGATIVE", deducted));
    }

    @Test
    void a_negative_amount() {
        var ann = plant.buyer();
        ann.charges(50, 50);
        var charged = ann.charges(-50, 0);
        found(says("AMOUNT_NOT_POSITIVE", charged));
    }

    @Test
    void a_charge_recorded_twice() {
        var ann = plant.buyer();
        var charge = "charge-" + ann.name;
        found(says("CHARGED_TWICE", ann.charges(charge, 5, 5), ann.charges(charge, 5, 10)));
    }

    @Test
    void a_double_deduction() {
        var ann = plant.buyer();
        ann.charges(200, 200);
        ann.requests(100);
        found(says("DEDUCTED_TWICE", ann.deducted(100, 100), ann.deducted(100, 0)));
    }

    @Test
    void a_double_refund() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        found(says("REFUNDED_TWICE", ann.refunded(100, 100), ann.refunded(100, 200)));
    }

    @Test
    void a_refund_of_what_was_never_taken() {
        var ann = plant.buyer();
        ann.asksToPay();
        found(says("REFUND_WITHOUT_DEDUCTION", ann.refunded(100, 200)));
    }

    @Test
    void a_deduction_that_nobody_asked_for() {
        var ann = plant.buyer();
        ann.charges(100, 100);
        found(says("STEP_WITHOUT_REQUEST", ann.deducted(100, 0)));
    }

    @Test
    void another_amount_than_was_asked() {
        var ann = plant.buyer();
        var requested = ann.asksToPay();
        found(says("STEP_NOT_AS_REQUESTED", requested, ann.deducted(60, 40)));
    }

    @Test
    void another_account_than_was_asked() {
        var ann = plant.buyer();
        var requested = ann.asksToPay();
        ann.account = "victim-" + ann.name;
        ann.charges(100, 100);
        found(says("STEP_NOT_AS_REQUESTED", requested, ann.deducted(100, 0)));
    }

    @Test
    void another_seat_than_was_asked() {
        var ann = plant.buyer();
        var requested = ann.asksToPay();
        ann.seat = "box-1-1-" + ann.name;
        found(says("STEP_NOT_AS_REQUESTED", requested, ann.sold()));
    }

    @Test
    void a_payment_begun_twice() {
        var ann = plant.buyer();
        found(says("PAYMENT_REQUESTED_TWICE", ann.asksToPay(), ann.requests(100)));
    }

    @Test
    void a_payment_that_ended_both_ways() {
        var ann = plant.buyer();
        ann.asksToPay();
        var rejected = ann.rejected("INSUFFICIENT_POINTS");
        ann.deducted(100, 0);
        ann.sold();
        var paid = ann.paid();
        ann.ends("PAID");
        found(
                says("PAYMENT_ENDED_TWICE", rejected, paid),
                says("REJECTED_AND_SOLD", rejected, plant.all().get(6)),
                says("REJECTED_NOT_REFUNDED", rejected, plant.all().get(5)));
    }

    @Test
    void a_reservation_paid_by_two_payments() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        ann.sold();
        var first = ann.paid();
        ann.ends("PAID");
        ann.payment = "again-" + ann.name;
        ann.token = "again-" + ann.name;
        ann.asksToPay();
        ann.deducted(100, 0);
        var secondSale = ann.sold();
        var second = ann.paid();
        ann.ends("PAID");
        found(
                says("RESERVATION_PAID_TWICE", first, second),
                says("SEAT_SOLD_TWICE", plant.all().get(5), secondSale));
    }

    @Test
    void paid_and_no_seat_sold() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        var paid = ann.paid();
        ann.ends("PAID");
        found(says("PAID_WITHOUT_ONE_SALE", paid));
    }

    @Test
    void paid_and_two_seats_sold() {
        var ann = plant.buyer();
        var requested = ann.asksToPay();
        ann.deducted(100, 0);
        var sold = ann.sold();
        ann.seat = "box-1-1-" + ann.name;
        var another = ann.sold();
        var paid = ann.paid();
        ann.ends("PAID");
        found(
                says("PAID_WITHOUT_ONE_SALE", paid, sold, another),
                says("STEP_NOT_AS_REQUESTED", requested, another));
    }

    @Test
    void paid_and_nothing_deducted() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.sold();
        var paid = ann.paid();
        ann.ends("PAID");
        found(says("PAID_WITHOUT_ONE_DEDUCTION", paid));
    }

    @Test
    void paid_and_refunded() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        ann.sold();
        var paid = ann.paid();
        ann.ends("PAID");
        found(says("PAID_AND_REFUNDED", paid, ann.refunded(100, 100)));
    }

    @Test
    void paid_and_the_token_lives_on() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        ann.sold();
        found(says("PAID_TOKEN_NOT_EXPIRED", ann.paid()));
    }

    @Test
    void paid_and_the_token_ended_twice() {
        var ann = plant.buyer();
        ann.asksToPay();
        ann.deducted(100, 0);
        ann.sold();
        found(says("PAID_TOKEN_NOT_EXPIRED", ann.paid(), ann.ends("PAID"), ann.ends("LEFT")));
    }

    @Test
    void rejected_and_the_seat_is_sold_all_the_same() {
        var ann = plant.buyer();
        ann.asksToPay();
        var sold = ann.sold();
        found(says("REJECTED_AND_SOLD", ann.rejected("INSUFFICIENT_POINTS"), sold));
    }

    @Test
    void rejected_and_the_points_are_kept() {
        var ann = plant.buyer();
        ann.asksToPay();
        var deducted = ann.deducted(100, 0);
        found(says("REJECTED_NOT_REFUNDED", ann.rejected("HOLD_LOST"), deducted));
    }
}
