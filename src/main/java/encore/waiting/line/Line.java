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

    /** An estimate of the last second is as good as a new one. */
    private static final long PACE_HOLDS = Duration.ofSeconds(1).toNanos();

    private final Places places;
    private final PlaceRows rows;
    private final Clock clock;
    private volatile Pace pace;

    /**
     * How fast people have come in lately.
     *
     * @param perSecond null when nobody did
     * @param seenAt {@link System#nanoTime()}
     */
    private record Pace(Double perSecond, long seenAt) {}

    Line(Places places, PlaceRows rows, Clock clock) {
        this.places = places;
        this.rows = rows;
        this.clock = clock;
    }

    @QueryHandler
    Place handle(FindPlace query) {
        var now = clock.instant();
        var row = places.find(query.token().value())
                .orElseThrow(() -> new Refused(Refusal.TOKEN_INVALID));
        var status = row.statusAt(now);
        if (status != Status.WAITING) {
            return new Place(status, null, null, row.issuedAt, row.expiresAt);
        }
        long position = places.countAheadOf(row.joined) + 1;
        return new Place(status, position, estimatedWait(position, now), row.issuedAt, null);
    }

    /** Position over admissions a second. */
    private Long estimatedWait(long position, Instant now) {
        var seen = pace;
        if (seen == null || System.nanoTime() - seen.seenAt() > PACE_HOLDS) {
            seen = new Pace(perSecond(now), System.nanoTime());
            pace = seen;
        }
        return seen.perSecond() == null ? null : (long) Math.ceil(position / seen.perSecond());
    }

    private Double perSecond(Instant now) {
        var since = now.minus(LATELY);
        return rows.firstAdmittedSince(since)
                .map(first -> Duration.between(first, now))
                .map(seenFor -> Math.max(seenFor.toMillis(), AT_LEAST.toMillis()) / 1000.0)
                .map(seconds -> rows.countAdmittedSince(since) / seconds)
                .orElse(null);
    }
}
