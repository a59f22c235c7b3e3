package encore.waiting.line;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.waiting.line.Place.Status;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Answers where a token is, and how long it may take. */
@Component
class Line {

    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final Duration AT_LEAST = Duration.ofSeconds(10);

    private final PlaceRows rows;
    private final Clock clock;

    Line(PlaceRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    @QueryHandler
    Place handle(FindPlace query) {
        var now = clock.instant();
        var row = rows.findById(query.token().value())
                .orElseThrow(() -> new Refused(Refusal.TOKEN_INVALID));
        var status = row.statusAt(now);
        if (status != Status.WAITING) {
            return new Place(status, null, null, row.issuedAt, row.expiresAt);
        }
        long position = rows.countAheadOf(row.joined) + 1;
        return new Place(status, position, estimatedWait(position, now), row.issuedAt, null);
    }

    /** Position over admissions a second, as seen over the last minutes. */
    private Long estimatedWait(long position, Instant now) {
        var since = now.minus(LATELY);
        var first = rows.firstAdmittedSince(since);
        if (first.isEmpty()) {
            return null;
        }
        var seenFor = Duration.between(first.get(), now);
        double seconds = Math.max(seenFor.toMillis(), AT_LEAST.toMillis()) / 1000.0;
        return (long) Math.ceil(position * seconds / rows.countAdmittedSince(since));
    }
}
