package encore.waiting.presence;

import java.time.Duration;
import java.time.Instant;

/**
 * Time in steps of 15 seconds since 1970, by the clock on the wall: all nodes count alike, as far
 * as their clocks agree.
 */
final class Epochs {

    static final Duration LENGTH = Duration.ofSeconds(15);

    private Epochs() {}

    static long of(Instant when) {
        return Math.floorDiv(when.getEpochSecond(), LENGTH.toSeconds());
    }

    /** How many it takes for so long at least. */
    static long in(Duration time) {
        return Math.ceilDiv(time.toMillis(), LENGTH.toMillis());
    }
}
