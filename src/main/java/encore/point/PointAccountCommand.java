package encore.point;

import encore.kernel.Combinable;
import encore.kernel.Command;
import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.UserId;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

import java.util.Optional;

/**
 * What can be asked of a point account (diagrams "잔액 충전", "결제"). Amounts are whole points,
 * always positive.
 */
public sealed interface PointAccountCommand<R> extends Command<R>, Combinable {

    /** Its first command makes it, so there is always one. */
    @Override
    default Optional<Refusal> unknownId() {
        return Optional.empty();
    }

    UserId user();

    /** The account belongs to the user. */
    @TargetAggregateIdentifier
    default String account() {
        return PointAccountCommand.accountOf(user());
    }

    /** The event stream of a user's account. */
    static String accountOf(UserId user) {
        return "points:" + user;
    }

    /**
     * Put points in. Answers with the balance. A charge seen twice changes nothing. Refused with
     * BALANCE_LIMIT when the balance would exceed {@link #MOST}.
     */
    record ChargePoint(UserId user, ChargeId charge, long amount)
            implements PointAccountCommand<Long> {

        public static final long MOST = 1_000_000_000;

        public ChargePoint {
            Words.complete(user, charge);
            positive(amount);
        }
    }

    /**
     * Take points out for a payment. A payment seen twice changes nothing. A balance too small is
     * recorded, not refused: it is the payment process that waits.
     */
    record DeductPoint(UserId user, PaymentId payment, long amount)
            implements PointAccountCommand<Void> {

        public DeductPoint {
            Words.complete(user, payment);
            positive(amount);
        }
    }

    /**
     * Give back what was deducted for a payment, once, however long ago that was. Fails when
     * nothing was, or when it was given back so long ago that this is forgotten.
     */
    record RefundPoint(UserId user, PaymentId payment) implements PointAccountCommand<Void> {

        public RefundPoint {
            Words.complete(user, payment);
        }
    }

    private static void positive(long amount) {
        Words.number(amount, 1, Long.MAX_VALUE, "unfit.amount");
    }
}
