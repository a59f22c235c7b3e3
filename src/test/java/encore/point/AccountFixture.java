package encore.point;

import encore.kernel.PaymentId;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import org.axonframework.test.aggregate.FixtureConfiguration;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.fixture;

/** Ann's account: each event says what moved, and the balance after it. */
final class AccountFixture {

    static final ChargeId CHARGE = new ChargeId("charge");
    static final ChargeId ANOTHER_CHARGE = new ChargeId("another-charge");
    static final PaymentId PAYMENT = new PaymentId("payment");
    static final PaymentId ANOTHER_PAYMENT = new PaymentId("another-payment");

    private AccountFixture() {}

    static FixtureConfiguration<PointAccount> account() {
        return fixture(PointAccount.class);
    }

    static PointCharged charged(long amount) {
        return new PointCharged(ANN, CHARGE, amount, amount);
    }

    static PointDeducted deducted(long amount, long balance) {
        return new PointDeducted(ANN, PAYMENT, amount, balance);
    }

    static PointDeductionDeclined declined(long amount, long balance) {
        return new PointDeductionDeclined(ANN, PAYMENT, amount, balance);
    }

    static PointRefunded refunded(long amount, long balance) {
        return new PointRefunded(ANN, PAYMENT, amount, balance);
    }
}
