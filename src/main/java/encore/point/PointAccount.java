package encore.point;

import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.point.PointAccountCommand.ChargePoint;
import encore.point.PointAccountCommand.DeductPoint;
import encore.point.PointAccountCommand.RefundPoint;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

/** A person's prepaid balance: never negative, and every point accounted for. */
@Aggregate(cache = "aggregateCache")
class PointAccount {

    /** How many of the latest charges, and payments that are over, are told apart from new ones. */
    private static final int REMEMBERED = 1_000;

    @AggregateIdentifier
    @SuppressWarnings("unused")
    private String account;

    private long balance;
    private final Map<ChargeId, Long> charges = new Latest<>();

    /** What was taken out for payments may be given back however late, so it is never forgotten. */
    private final Map<PaymentId, Long> deducted = new HashMap<>();

    private final Map<PaymentId, Over> over = new Latest<>();

    /** Why nothing is kept for a payment. */
    private enum Over {
        DECLINED,
        REFUNDED
    }

    private static final class Latest<K, V> extends LinkedHashMap<K, V> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }

    protected PointAccount() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    long handle(ChargePoint command) {
        if (!charges.containsKey(command.charge())) {
            if (command.amount() > ChargePoint.MOST - balance) {
                throw new Refused(PointRefusal.BALANCE_LIMIT).with("balance", balance);
            }
            apply(new PointCharged(
                    command.user(),
                    command.charge(),
                    command.amount(),
                    balance + command.amount()));
        }
        return balance;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DeductPoint command) {
        if (!deducted.containsKey(command.payment()) && !over.containsKey(command.payment())) {
            apply(
                    command.amount() > balance
                            ? new PointDeductionDeclined(
                                    command.user(), command.payment(), command.amount(), balance)
                            : new PointDeducted(
                                    command.user(),
                                    command.payment(),
                                    command.amount(),
                                    balance - command.amount()));
        }
    }

    @CommandHandler
    void handle(RefundPoint command) {
        if (over.get(command.payment()) == Over.REFUNDED) {
            return;
        }
        var taken = deducted.get(command.payment());
        if (taken == null) {
            throw new IllegalStateException("nothing was deducted for " + command.payment());
        }
        apply(new PointRefunded(command.user(), command.payment(), taken, balance + taken));
    }

    @EventSourcingHandler
    void evolve(PointAccountEvent event) {
        account = PointAccountCommand.accountOf(event.user());
        balance = event.balance();
        switch (event) {
            case PointCharged e -> charges.put(e.charge(), e.amount());
            case PointDeducted e -> deducted.put(e.payment(), e.amount());
            case PointDeductionDeclined e -> over.put(e.payment(), Over.DECLINED);
            case PointRefunded e -> {
                deducted.remove(e.payment());
                over.put(e.payment(), Over.REFUNDED);
            }
        }
    }
}
