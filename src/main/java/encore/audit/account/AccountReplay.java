package encore.audit.account;

import encore.audit.account.AccountAudit.Difference;
import encore.audit.account.AccountAudit.Line;
import encore.audit.account.AccountAudit.Type;
import encore.audit.account.AccountAudit.What;
import encore.kernel.Id;
import encore.kernel.StoredEvent;
import encore.kernel.UserId;
import encore.point.PointAccountEvent;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Adds an account up, event by event, from the amounts alone: the balances that the events record
 * are not believed but compared. Keeps one page of lines and the first difference.
 */
class AccountReplay {

    private final UserId user;
    private final long after;
    private final int limit;
    private final List<Line> lines = new ArrayList<>();
    private long balance;
    private long last = -1;
    private boolean hasMore;
    private boolean isReadable = true;
    private @Nullable Difference difference;

    /**
     * Begins with an empty account.
     *
     * @param after lines up to this sequence number are read, but not kept
     * @param limit how many lines are kept
     */
    AccountReplay(UserId user, long after, int limit) {
        this.user = user;
        this.after = after;
        this.limit = limit;
    }

    long balance() {
        return balance;
    }

    /** The sequence number of the newest event read; -1 when there was none. */
    long last() {
        return last;
    }

    /** The first thing found wrong; null when all is well. */
    @Nullable
    Difference difference() {
        return difference;
    }

    List<Line> lines() {
        return lines;
    }

    /** The {@code after} of the next page; null when this is the last one. */
    @Nullable
    Long next() {
        return hasMore ? Long.valueOf(lines.getLast().sequence()) : null;
    }

    /** Takes the next event in; nothing more once one could not be read. */
    void read(StoredEvent stored) {
        if (stored.sequence() != last + 1) {
            differs(stored, What.SEQUENCE, last + 1, stored.sequence());
        }
        last = stored.sequence();
        if (isReadable) {
            try {
                if (stored.message().getPayload() instanceof PointAccountEvent event) {
                    add(stored, event);
                } else {
                    breaksOff(stored, stored.message().getPayloadType().getSimpleName());
                }
            } catch (SerializationException e) {
                breaksOff(stored, "not readable");
            }
        }
    }

    private void breaksOff(StoredEvent stored, String found) {
        isReadable = false;
        differs(stored, What.UNREADABLE, "an event of a point account", found);
    }

    private void add(StoredEvent stored, PointAccountEvent event) {
        var reference = referenceOf(event);
        if (event.user() == null || reference == null) {
            breaksOff(stored, "an event with something missing");
            return;
        }
        var line = switch (event) {
            case PointCharged e -> line(stored, e, Type.CHARGE, e.amount(), e.amount());
            case PointDeducted e -> line(stored, e, Type.DEDUCTION, e.amount(), -e.amount());
            case PointDeductionDeclined e -> line(stored, e, Type.DECLINED, e.amount(), 0);
            case PointRefunded e -> line(stored, e, Type.REFUND, e.amount(), e.amount());
        };
        balance = line.balanceAfter();
        if (!event.user().equals(user)) {
            differs(stored, What.ACCOUNT, user, event.user());
        }
        if (event.balance() != balance) {
            differs(stored, What.BALANCE, balance, event.balance());
        }
        if (balance < 0) {
            differs(stored, What.NEGATIVE_BALANCE, 0, balance);
        }
        keep(line);
    }

    private static Id referenceOf(PointAccountEvent event) {
        return switch (event) {
            case PointCharged e -> e.charge();
            case PointDeducted e -> e.payment();
            case PointDeductionDeclined e -> e.payment();
            case PointRefunded e -> e.payment();
        };
    }

    private Line line(
            StoredEvent stored, PointAccountEvent event, Type type, long amount, long change) {
        return new Line(
                stored.id(),
                stored.sequence(),
                stored.at(),
                type,
                amount,
                balance,
                balance + change,
                event.balance(),
                referenceOf(event).value(),
                null,
                null,
                List.of());
    }

    private void keep(Line line) {
        if (line.sequence() > after) {
            if (lines.size() < limit) {
                lines.add(line);
            } else {
                hasMore = true;
            }
        }
    }

    private void differs(StoredEvent stored, What what, Object expected, Object found) {
        if (difference == null) {
            difference =
                    new Difference("event", stored.id(), stored.sequence(), what, expected, found);
        }
    }
}
