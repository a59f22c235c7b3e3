package encore.platform.command;

import encore.kernel.PaymentId;
import encore.kernel.UserId;
import encore.point.ChargeId;
import encore.point.PointAccountCommand.ChargePoint;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** What another node has stored of an account is built on. */
class AccountsOfTwoNodesTest extends BesideAnotherNode {

    private void isChargedElsewhere(Person person, long amount, long balance) {
        storedElsewhere(
                "PointAccount",
                "points:" + person.name(),
                new PointCharged(
                        new UserId(person.name()),
                        new ChargeId(UUID.randomUUID().toString()),
                        amount,
                        balance));
    }

    private void isDeductedElsewhere(Person person, long amount, long balance) {
        storedElsewhere(
                "PointAccount",
                "points:" + person.name(),
                new PointDeducted(
                        new UserId(person.name()),
                        new PaymentId(UUID.randomUUID().toString()),
                        amount,
                        balance));
    }

    @Test
    void points_charged_elsewhere_are_added_to() {
        var ann = shop.customer("ann");
        ann.charges(100).is(201);
        isChargedElsewhere(ann, 50, 150);
        assertThat(ann.charges(10).is(201).number("balance")).isEqualTo(160);
        isChargedElsewhere(ann, 40, 200);
        isChargedElsewhere(ann, 40, 240);
        assertThat(ann.charges(1).is(201).number("balance")).isEqualTo(241);
        assertThat(stored("PointCharged", "points:" + ann.name())).isEqualTo(6);
    }

    @Test
    void a_payment_counts_what_was_charged_elsewhere() {
        var ann = shop.customer("ann");
        ann.charges(1).is(201);
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        isChargedElsewhere(ann, PRICE, PRICE + 1);
        ann.pays(reservation).is(201);
        assertThat(stored("PointDeducted", "points:" + ann.name())).isEqualTo(1);
    }

    @Test
    void while_both_nodes_charge_no_point_is_lost() {
        var ann = shop.customer("ann");
        ann.charges(1).is(201);
        for (int n = 1; n <= 10; n++) {
            isChargedElsewhere(ann, 1, 2 * n);
            assertThat(ann.charges(1).is(201).number("balance")).isEqualTo(2 * n + 1);
        }
    }

    @Test
    void nothing_is_refused_on_what_was_heard_a_moment_ago() {
        var ann = shop.customer("ann");
        ann.charges(1).is(201);
        isChargedElsewhere(ann, ChargePoint.MOST - 1, ChargePoint.MOST);
        isHeard();
        isDeductedElsewhere(ann, 100, ChargePoint.MOST - 100);
        assertThat(ann.charges(100).is(201).number("balance")).isEqualTo(ChargePoint.MOST);
    }
}
