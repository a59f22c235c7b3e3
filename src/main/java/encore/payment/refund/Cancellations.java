package encore.payment.refund;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.concert.FindTerms;
import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceId;
import encore.concert.Terms;
import encore.kernel.EventLog;
import encore.kernel.EventTail;
import encore.kernel.ProcessorNames;
import encore.kernel.Queries;
import encore.kernel.work.Faults;
import encore.readmodel.ProcessorProgress;
import encore.reservation.ReservationId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The performances that are cancelled, and what is to be refunded of them. All of that is stored:
 * which they are and how far each is say the read models, who has cancelled it and why says its
 * event. The table {@code refund_failure} adds what went wrong.
 */
@Component
class Cancellations {

    private static final int MOST_FAILED = 100;
    private static final int KEPT = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final EventLog eventLog;
    private final EventTail eventTail;
    private final Queries queries;
    private final ProcessorProgress processors;
    private final Clock clock;
    private final Cache<PerformanceId, Cancelled> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    Cancellations(
            JdbcClient jdbc,
            EventLog eventLog,
            EventTail eventTail,
            Queries queries,
            ProcessorProgress processors,
            Clock clock) {
        this.jdbc = jdbc;
        this.eventLog = eventLog;
        this.eventTail = eventTail;
        this.queries = queries;
        this.processors = processors;
        this.clock = clock;
    }

    /** That a performance is cancelled, which is for good, and what holds of it then. */
    record Cancelled(PerformanceCancelled event, Terms terms) {}

    /** A reservation to be refunded. */
    record Due(ReservationId reservation, Cancelled of) {

        private PerformanceId performance() {
            return of.event().performance();
        }
    }

    private record Counts(long refunded, long paid, long paying) {}

    /**
     * That it is cancelled; empty when it is not.
     *
     * @throws encore.kernel.Refused with PERFORMANCE_NOT_FOUND when there is no such performance
     */
    Optional<Cancelled> find(PerformanceId performance) {
        return Optional.ofNullable(known.get(performance, this::read));
    }

    private @Nullable Cancelled read(PerformanceId performance) {
        var terms = queries.ask(new FindTerms(performance));
        return eventLog.of(List.of(performance.toString())).stream()
                .filter(stored -> stored.message().getPayloadType() == PerformanceCancelled.class)
                .findFirst()
                .map(stored -> new Cancelled((PerformanceCancelled) stored.event(), terms))
                .orElse(null);
    }

    /** The next paid reservations of cancelled performances, in order. */
    List<Due> due(@Nullable Due last, int atMost) {
        return jdbc
                .sql("""
                select r.performance_id, r.reservation_id
                  from performance p join reservation r on r.performance_id = p.performance_id
                 where p.status = 'CANCELLED' and r.status = 'PAID'
                   and (r.performance_id, r.reservation_id) > (?, ?)
                 order by r.performance_id, r.reservation_id limit ?
                """)
                .params(
                        last == null ? "" : last.performance().value(),
                        last == null ? "" : last.reservation().value(),
                        atMost)
                .query((row, n) -> Map.entry(row.getString(1), row.getString(2)))
                .list()
                .stream()
                .map(row -> new Due(
                        new ReservationId(row.getValue()),
                        find(new PerformanceId(row.getKey())).orElseThrow()))
                .toList();
    }

    /** How far it is. Answers COMPLETED only after a look that has seen all that has happened. */
    Cancellation progressOf(Cancelled cancelled) {
        var performance = cancelled.event().performance();
        var counts = count(performance);
        boolean isDone = counts.paid() + counts.paying() == 0;
        if (isDone) {
            eventTail.catchUp();
            isDone = processors.await(ProcessorNames.RESERVATIONS, PATIENCE);
            counts = count(performance);
            isDone = isDone
                    && counts.paid() + counts.paying() == 0
                    && hasGivenBack(ProcessorNames.RETURN_POINTS)
                    && hasGivenBack(ProcessorNames.RELEASE_SEAT);
        }
        return new Cancellation(
                performance.value(),
                isDone ? Cancellation.State.COMPLETED : Cancellation.State.RUNNING,
                counts.refunded(),
                counts.refunded() + counts.paid(),
                counts.paying(),
                failedOf(performance),
                cancelled.event().by(),
                cancelled.event().reason(),
                cancelled.event().at());
    }

    /** What it could not do, it has put aside. */
    private boolean hasGivenBack(String automation) {
        return processors.await(automation, PATIENCE)
                && jdbc.sql("select count(*) from dead_letter where processing_group = ?")
                                .param(automation)
                                .query(Long.class)
                                .single()
                        == 0;
    }

    private Counts count(PerformanceId performance) {
        return jdbc.sql("""
                select count(*) filter (where status = 'REFUNDED'),
                       count(*) filter (where status = 'PAID'),
                       count(*) filter (where status = 'PAYING')
                  from reservation
                 where performance_id = ? and status in ('PAID', 'PAYING', 'REFUNDED')
                """)
                .param(performance.value())
                .query((row, n) -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    private List<Cancellation.Failed> failedOf(PerformanceId performance) {
        return jdbc.sql("""
                select reservation_id, error from refund_failure
                 where performance_id = ? order by reservation_id limit ?
                """)
                .params(performance.value(), MOST_FAILED)
                .query((row, n) -> new Cancellation.Failed(row.getString(1), row.getString(2)))
                .list();
    }

    void failed(Due due, RuntimeException failure) {
        jdbc.sql("""
                insert into refund_failure as f
                       (reservation_id, performance_id, tries, error, tried_at)
                values (?, ?, 1, ?, ?)
                on conflict (reservation_id) do update
                   set tries = f.tries + 1, error = excluded.error, tried_at = excluded.tried_at
                """)
                .params(
                        due.reservation().value(),
                        due.performance().value(),
                        Faults.told(failure),
                        Timestamp.from(clock.instant()))
                .update();
    }

    void forgetWhatSucceeded() {
        jdbc.sql("""
                delete from refund_failure f
                 where not exists (select 1 from reservation r
                                    where r.reservation_id = f.reservation_id
                                      and r.status = 'PAID')
                """).update();
    }
}
