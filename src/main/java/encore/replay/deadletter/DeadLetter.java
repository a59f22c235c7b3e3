package encore.replay.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.time.Instant;
import java.util.List;

/**
 * An event that a read model could not take in, or one of the same stream that waits behind it.
 *
 * @param sequence the stream: {@code points:…}
 * @param position the event's place in the one order of all events
 * @param cause what went wrong the last time; null for one that waits behind another
 * @param retries how often it was tried again and failed
 */
record DeadLetter(
        String letterId,
        String sequence,
        @Nullable Long sequenceNumber,
        String eventId,
        String type,
        @Nullable String revision,
        @Nullable Long position,
        Instant at,
        @Nullable String cause,
        Instant enqueuedAt,
        Instant lastTouched,
        int retries) {

    /**
     * A page of them, in the order they came.
     *
     * @param total how many the read model has in all
     * @param next the {@code after} of the next page, null at the end
     */
    @Schema(name = "DeadLetters")
    record Page(
            List<DeadLetter> letters, long total, @Nullable Long next) {}

    /**
     * One of them with its event as it is stored.
     *
     * @param payload the JSON, or null when it is none
     * @param payloadBase64 the bytes, when they are no JSON
     */
    @Schema(name = "InspectedDeadLetter")
    record Inspected(
            @JsonUnwrapped DeadLetter letter,
            @Nullable JsonNode payload,
            @Nullable String payloadBase64) {}

    /**
     * What came of trying again.
     *
     * @param retried how many letters the read model has taken in now
     * @param left how many are left, of those that were asked for
     */
    @Schema(name = "RetriedDeadLetters")
    record Retried(long retried, long left) {}

    /** One that was given up, by whom and why; its event is left out of the read model for good. */
    @Schema(name = "DiscardedDeadLetter")
    record Discarded(
            String letterId,
            String sequence,
            @Nullable Long sequenceNumber,
            String eventId,
            String type,
            @Nullable String revision,
            Instant at,
            @Nullable String cause,
            String discardedBy,
            Instant discardedAt,
            String reason) {

        /** A page of them, the first ones first; next is the after of the next page. */
        @Schema(name = "DiscardedDeadLetters")
        record Page(List<Discarded> letters, @Nullable Long next) {}

        /** One of them, and what came of trying those that had waited behind it. */
        @Schema(name = "DiscardedAndRetried")
        record AndRetried(@JsonUnwrapped Discarded letter, long retried, long left) {}
    }
}
