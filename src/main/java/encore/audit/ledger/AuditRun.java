package encore.audit.ledger;

import encore.audit.ledger.Audit.Report;
import encore.audit.ledger.Audit.Step;
import encore.audit.ledger.Audit.Totals;
import encore.audit.seal.SealCheck;
import encore.audit.seal.SealCheck.Checked;
import encore.audit.seal.SealCheck.KeptSeal;
import encore.concert.PerformanceEvent;
import encore.kernel.EventLog;
import encore.kernel.StoredEvent;
import encore.point.PointAccountCommand;
import encore.point.PointAccountEvent;
import encore.reservation.AllowanceEvent;
import encore.reservation.ReservationEvent;
import encore.reservation.SeatEvent;
import encore.waiting.WaitingTokenCommand;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.steering.LineCommand;
import encore.waiting.steering.LineEvent;
import encore.wish.WishEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * One audit: reads every event up to the head once, page by page, puts the facts into temporary
 * tables and asks every rule for its violations; then checks the seals. Memory does not grow with
 * the store.
 */
final class AuditRun {

    private static final Logger log = LoggerFactory.getLogger(AuditRun.class);
    private static final int PAGE = 5_000;

    private final EventLog eventLog;
    private final Optional<SealCheck> seals;
    private final AuditSession session;
    private final Findings findings;
    private final AuditProgress pace;
    private final Facts facts;

    AuditRun(
            EventLog eventLog,
            Optional<SealCheck> seals,
            AuditSession session,
            Findings findings,
            AuditProgress pace) {
        this.eventLog = eventLog;
        this.seals = seals;
        this.session = session;
        this.findings = findings;
        this.pace = pace;
        this.facts = new Facts(session.jdbc());
    }

    /**
     * Of everything that is stored now.
     *
     * @param capacity how many were allowed inside before events told it; null when nobody says
     * @param kept a seal that was kept elsewhere
     */
    Report run(@Nullable Integer capacity, @Nullable KeptSeal kept) {
        var lines = new FairLines(new Capacities(eventLog, capacity), this::found);
        long events = readEvents(lines, new FairWishes(findings::add));
        pace.begin(Step.CHECKING_RULES, events);
        facts.complete();
        var rules = Stream.<Rule[]>of(PaymentRule.values(), OrderRule.values())
                .flatMap(Stream::of)
                .toList();
        for (int asked = 0; asked < rules.size(); asked++) {
            ask(rules.get(asked));
            pace.at(events * (asked + 1) / rules.size());
        }
        var sealed = seals.map(check -> check(check, kept));
        pace.done(events);
        return new Report(totals(events, sealed), findings.kept(), findings.counts());
    }

    private long readEvents(FairLines lines, FairWishes wishes) {
        long head = eventLog.head();
        pace.begin(Step.READING_EVENTS, Math.max(head, 0));
        long events = 0;
        long position = -1;
        while (position < head) {
            var page = eventLog.after(position, PAGE);
            if (page.isEmpty()) {
                throw new IllegalStateException("no events after " + position + " of " + head);
            }
            for (var event : page) {
                position = event.position();
                if (position <= head) {
                    events++;
                    read(event, lines, wishes);
                }
            }
            facts.write();
            pace.at(events);
        }
        pace.done(events);
        return events;
    }

    /** A broken event is reported, and the next one is read. */
    private void read(StoredEvent event, FairLines lines, FairWishes wishes) {
        facts.stored(event);
        try {
            event.at();
            Objects.requireNonNull(event.message().getMetaData());
            var stream = take(event, lines, wishes);
            if (!stream.equals(event.stream())) {
                findings.add(new Violation(
                        "STREAM_NOT_ITS_OWN",
                        "an event of " + stream + " is in the stream " + event.stream(),
                        List.of(event.id())));
            }
        } catch (RuntimeException unreadable) {
            log.warn("event {} can't be read", event.id(), unreadable);
            findings.add(new Violation(
                    "EVENT_UNREADABLE",
                    "event " + event.position() + " of " + event.stream() + " can't be read",
                    List.of(event.id())));
        }
    }

    /** Takes the facts, and answers with the stream that the event belongs into. */
    private String take(StoredEvent at, FairLines lines, FairWishes wishes) {
        return switch (at.event()) {
            case PointAccountEvent e -> {
                facts.account(at, e);
                yield PointAccountCommand.accountOf(e.user());
            }
            case SeatEvent e -> {
                facts.seat(at, e);
                yield e.seat().toString();
            }
            case ReservationEvent e -> {
                facts.reservation(at, e);
                wishes.on(at, e);
                yield e.reservation().toString();
            }
            case AllowanceEvent e -> e.allowance().toString();
            case WaitingTokenEvent e -> {
                facts.token(at, e);
                lines.on(at, e);
                yield WaitingTokenCommand.placeOf(e.user(), e.token());
            }
            case LineEvent e -> {
                facts.line(at, e);
                lines.on(at, e);
                yield LineCommand.streamOf(e.line());
            }
            case PerformanceEvent e -> {
                facts.performance(at, e);
                yield e.performance().toString();
            }
            case WishEvent e -> {
                wishes.on(at, e);
                yield e.wisher().toString();
            }
            default -> throw new IllegalStateException("an event of no room");
        };
    }

    private void found(String rule, String message, long... positions) {
        findings.add(
                rule,
                () -> new Violation(
                        rule,
                        message,
                        LongStream.of(positions).mapToObj(this::idAt).toList()));
    }

    private String idAt(long position) {
        return eventLog.after(position - 1, 1).getFirst().id();
    }

    private void ask(Rule rule) {
        var some = session.client()
                .sql("select about, events[1\\:20], count(*) over () as found from ("
                        + rule.whoBreaksIt() + ") broken limit :most")
                .param("most", Findings.KEPT_OF_A_RULE)
                .param("now", pace.now().toEpochMilli())
                .query((row, n) -> new Counted(
                        new Violation(
                                rule.name(),
                                rule.says() + ": " + row.getString(1),
                                List.of((String[]) row.getArray(2).getArray())),
                        row.getLong(3)))
                .list();
        if (!some.isEmpty()) {
            findings.add(
                    rule.name(),
                    some.stream().map(Counted::violation).toList(),
                    some.getFirst().found());
        }
    }

    private record Counted(Violation violation, long found) {}

    private Checked check(SealCheck check, @Nullable KeptSeal kept) {
        pace.begin(Step.CHECKING_SEALS, check.events());
        return check.check(kept, broken -> findings.add(Violation.of(broken)), pace::at);
    }

    private Totals totals(long events, Optional<Checked> sealed) {
        return session.client()
                .sql("""
                select count(distinct account),
                       coalesce(sum(amount) filter (where kind = 'CHARGED'), 0),
                       coalesce(sum(amount) filter (where kind = 'DEDUCTED'), 0),
                       coalesce(sum(amount) filter (where kind = 'REFUNDED'), 0),
                       (select coalesce(sum(balance), 0) from (
                            select distinct on (account) balance from account_line
                             order by account, position desc) newest),
                       (select count(*) from seat_turn where is_newest and kind = 'SOLD'),
                       (select count(*) from request),
                       (select count(*) from outcome where kind = 'PAID'),
                       (select count(*) from outcome where kind = 'REJECTED'),
                       (select count(*) from request where not exists (
                            select from outcome where outcome.payment = request.payment)),
                       (select count(*) from refund)
                  from account_line
                """)
                .query((row, n) -> new Totals(
                        row.getLong(1),
                        events,
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        sealed.map(Checked::seals).orElse(null),
                        sealed.map(Checked::upTo).orElse(null)))
                .single();
    }
}
