package encore.waiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.kernel.TokenId;
import encore.waiting.line.KnownLines;
import encore.waiting.line.Place;
import encore.waiting.presence.Presence;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;

/** Takes note of who is still there: it costs no event and no statement. */
@Component
class Attendance {

    private static final int KEPT = 200_000;

    private final KnownLines lines;
    private final Presence presence;
    private final Clock clock;

    /** Whom this node has told of already; once is enough. */
    private final Cache<TokenId, Boolean> shownUp = Caffeine.newBuilder()
            .maximumSize(KEPT)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Attendance(KnownLines lines, Presence presence, Clock clock) {
        this.lines = lines;
        this.presence = presence;
        this.clock = clock;
    }

    /** Who waits has asked, and need not ask again before the time they were told. */
    void waits(TokenId token, Place place) {
        waits(token, place.number(), place.retryAfterSeconds());
    }

    /** Who waits follows a stream, and will be asked for again within so many seconds. */
    void waits(TokenId token, @Nullable Integer number, long forSeconds) {
        if (number != null) {
            presence.seen(
                    lines.numbering(token.line()), number, clock.instant().plusSeconds(forSeconds));
        }
    }

    /** Who is in has done something. */
    void acts(TokenId token) {
        if (shownUp.getIfPresent(token) == null) {
            var number = lines.numberInside(token);
            if (number != null) {
                presence.shownUp(lines.numbering(token.line()), number);
            }
            shownUp.put(token, true);
        }
    }
}
