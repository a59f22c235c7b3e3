package encore.waiting.line;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import encore.kernel.Refused;
import encore.waiting.WaitingRefusal;
import encore.waiting.line.Place.Status;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Answers where a token is, and how long it may take. */
@Component
class LineQueries {

    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final Duration AT_LEAST = Duration.ofSeconds(10);

    private static final String PACE = "people let in a second";

    private final LineCache places;
    private final PlaceRepository rows;
    private final Clock clock;

    /**
     * How fast people have come in lately; empty when nobody did. The pace of the last second is as
     * good as a new one: one of all who ask looks, the others take what was seen before.
     */
    private final LoadingCache<String, Optional<Double>> pace = Caffeine.newBuilder()
            .maximumSize(1)
            .refreshAfterWrite(Duration.ofSeconds(1))
            .expireAfterWrite(Duration.ofSeconds(3))
            .build(key -> perSecond());

    LineQueries(LineCache places, PlaceRepository rows, Clock clock) {
        this.places = places;
        this.rows = rows;
        this.clock = clock;
    }

    @QueryHandler
    Place handle(FindPlace query) {
        var now = clock.instant();
        var row = places.find(query.token().value())
                .orElseThrow(() -> new Refused(WaitingRefusal.TOKEN_INVALID));
        var status = row.statusAt(now);
        if (status != Status.WAITING) {
            return new Place(status, null, null, row.issuedAt, row.expiresAt);
        }
        long position = places.countAheadOf(row.joined) + 1;
        return new Place(status, position, estimatedWait(position), row.issuedAt, null);
    }

    /** Position over admissions a second; null when not known. */
    private @Nullable Long estimatedWait(long position) {
        return pace.get(PACE)
                .map(perSecond -> (long) Math.ceil(position / perSecond))
                .orElse(null);
    }

    private Optional<Double> perSecond() {
        var now = clock.instant();
        var since = now.minus(LATELY);
        return rows.firstAdmittedSince(since)
                .map(first -> Duration.between(first, now))
                .map(seenFor -> Math.max(seenFor.toMillis(), AT_LEAST.toMillis()) / 1000.0)
                .map(seconds -> rows.countAdmittedSince(since) / seconds);
    }
}
