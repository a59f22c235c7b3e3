package encore.audit.account;

import encore.audit.account.AccountAudit.Difference;
import encore.audit.account.AccountAudit.Line;
import encore.audit.account.AccountAudit.What;
import encore.kernel.EventLog;
import encore.kernel.EventTail;
import encore.kernel.ProcessorNames;
import encore.kernel.Queries;
import encore.kernel.StoredEvent;
import encore.kernel.UserId;
import encore.point.PointAccountCommand;
import encore.point.balance.FindBalance;
import encore.readmodel.ProcessorProgress;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Replays point accounts. */
@Component
class Accounts {

    private static final String BALANCES = ProcessorNames.PROJECTION + "balance";

    private final EventLog eventLog;
    private final Purchases purchases;
    private final Queries queries;
    private final EventTail eventTail;
    private final ProcessorProgress processors;
    private final Clock clock;

    Accounts(
            EventLog eventLog,
            Purchases purchases,
            Queries queries,
            EventTail eventTail,
            ProcessorProgress processors,
            Clock clock) {
        this.eventLog = eventLog;
        this.purchases = purchases;
        this.queries = queries;
        this.eventTail = eventTail;
        this.processors = processors;
        this.clock = clock;
    }

    /**
     * Replays an account; nothing for somebody who never had one.
     *
     * @param at up to when; null for all there is, and then what everybody sees is compared too
     */
    AccountAudit replay(UserId user, @Nullable Instant at, long after, int limit) {
        var replay = new AccountReplay(user, after, limit);
        for (var stored : eventsOf(user)) {
            if (at == null || !stored.at().isAfter(at)) {
                replay.read(stored);
            } else {
                break;
            }
        }
        var difference = replay.difference();
        if (difference == null && at == null) {
            difference = compareWithWhatIsShown(user, replay);
        }
        return new AccountAudit(
                user,
                at == null ? clock.instant() : at,
                replay.balance(),
                difference == null,
                difference,
                withPurchases(replay.lines()),
                replay.next());
    }

    /** People go on spending meanwhile: what is shown may be the balance after a newer event. */
    private @Nullable Difference compareWithWhatIsShown(UserId user, AccountReplay replay) {
        eventTail.await(eventLog.head());
        long shown = queries.ask(new FindBalance(user));
        if (shown == replay.balance()) {
            return null;
        }
        long read = replay.last();
        for (var stored : eventsOf(user)) {
            if (stored.sequence() > read) {
                replay.read(stored);
                if (shown == replay.balance()) {
                    return replay.difference();
                }
            }
        }
        return replay.difference() != null
                ? replay.difference()
                : new Difference(
                        "read model",
                        null,
                        null,
                        processors.await(BALANCES) ? What.BALANCE : What.LATE,
                        replay.balance(),
                        shown);
    }

    private List<StoredEvent> eventsOf(UserId user) {
        return eventLog.of(List.of(PointAccountCommand.accountOf(user)));
    }

    private List<Line> withPurchases(List<Line> lines) {
        var payments = lines.stream()
                .map(Line::payment)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var requests = purchases.of(payments);
        return lines.stream()
                .map(line -> line.paying(requests.get(line.payment())))
                .toList();
    }
}
