package encore.audit.ledger;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An audit of the whole ledger, as far as it is.
 *
 * @param intact whether nothing was found; null unless completed
 * @param violations those kept of the {@code violationsFound}; none before the end
 * @param foundByRule how many were found of each rule that is broken
 */
record Audit(
        String auditId,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Progress progress,
        @Nullable Totals totals,
        @Nullable Boolean intact,
        List<Violation> violations,
        long violationsFound,
        Map<String, Long> foundByRule) {

    /** INTERRUPTED: the node that ran it was stopped, or killed. */
    enum State {
        RUNNING,
        COMPLETED,
        FAILED,
        INTERRUPTED
    }

    /** What is being done now; the progress is this step's. */
    enum Step {
        READING_EVENTS,
        CHECKING_RULES,
        CHECKING_SEALS
    }

    /**
     * How far the step is.
     *
     * @param total while reading, the position of the newest event: there are no more
     * @param secondsLeft null when there is nothing to tell it by
     */
    @Schema(name = "AuditProgress")
    record Progress(
            Step step,
            long events,
            long total,
            long eventsPerSecond,
            @Nullable Long secondsLeft) {

        static Progress of(Step step, long events, long total, long eventsPerSecond) {
            return new Progress(
                    step,
                    events,
                    total,
                    eventsPerSecond,
                    eventsPerSecond == 0
                            ? null
                            : Math.ceilDiv(Math.max(0, total - events), eventsPerSecond));
        }
    }

    /**
     * The ledger in numbers; points are whole points.
     *
     * @param refunded points given back, whether the payment came to nothing or was refunded later
     * @param seatsSold those sold now; one that was given back no longer counts
     * @param paid payments that were, whatever became of them later
     * @param reservationsRefunded how many of those were given back later
     * @param sealedUpTo the position up to which events are sealed; what came later is not yet
     *     protected. Null, like {@code seals}, where events are in Axon Server
     */
    @Schema(name = "AuditTotals")
    record Totals(
            long accounts,
            long events,
            long charged,
            long deducted,
            long refunded,
            long onAccount,
            long seatsSold,
            long payments,
            long paid,
            long rejected,
            long inFlight,
            long reservationsRefunded,
            @Nullable Long seals,
            @Nullable Long sealedUpTo) {}

    /** What an audit that came to its end has to say. */
    record Report(
            @Nullable Totals totals, List<Violation> violations, Map<String, Long> foundByRule) {

        static final Report NONE = new Report(null, List.of(), Map.of());
    }
}
