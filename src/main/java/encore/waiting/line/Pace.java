package encore.waiting.line;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * How fast places inside really become free, and so how long somebody waits. It is told what
 * happens in the order of the events, each with its own instant, and has no clock: nodes that were
 * told the same say the same of the same instant. Instants may be out of order a little, as clocks
 * of nodes are; what is late counts as of the latest one.
 *
 * <p>A wait is foreseen from how long people stay, never from how many were admitted: the first
 * fill, or the fill of a raised capacity, tells no rate. Nothing is known before the first 10 have
 * left (a twentieth of a capacity below 200), but of those for whom there is room; and nothing
 * while the line is paused.
 *
 * <p><b>An answer never jumps back and forth.</b> Of the places from 2ⁿ up to 2ⁿ⁺¹ one forecast
 * holds, and at an unchanged place its answers only run down with the time. Each tick (a sixtieth
 * of {@code active-for}, 10 s of 10 minutes) a new one is made. It takes the place of the one that
 * holds only if its middle, at the place 1.5 · 2ⁿ, lies further from the middle of that one than
 * half the way to its {@code from} or {@code to}, or if it is much surer (its doubt of the rate, as
 * a share, is below 0.6 of the former): that is a material change. A resumed line and other limits
 * are one at once, for all places.
 */
final class Pace {

    private static final double LEAST_TICK = 1;

    private final Turnover told;
    private @Nullable Turnover asked;

    Pace(Duration activeFor, int capacity) {
        double tick = Math.max(LEAST_TICK, activeFor.toMillis() / 1000.0 / Stays.LIMIT);
        this.told = new Turnover(tick, capacity);
    }

    /** Somebody came in, from the line or otherwise. */
    synchronized void admitted(Instant at) {
        tell(at);
        told.admitted();
    }

    /** Somebody who is inside {@code since} then is not any more: paid, left, too late, no show. */
    synchronized void left(Instant since, Instant at) {
        tell(at);
        told.left(seconds(since));
    }

    /** Nobody is admitted until the line is resumed. */
    synchronized void paused(Instant at) {
        tell(at);
        told.paused(true);
    }

    synchronized void resumed(Instant at) {
        tell(at);
        told.paused(false);
        told.lookAnew(seconds(at));
    }

    /**
     * From now on so many may be inside.
     *
     * @param admissionsPerMinute at most, null for no limit
     */
    synchronized void limited(int capacity, @Nullable Integer admissionsPerMinute, Instant at) {
        tell(at);
        double perMinute =
                admissionsPerMinute == null ? Double.POSITIVE_INFINITY : admissionsPerMinute;
        told.limit(capacity, perMinute);
        told.lookAnew(seconds(at));
    }

    /** How long who has this place (1 is next) waits from this moment; null while unknown. */
    synchronized @Nullable WaitSpan spanOf(long place, Instant now) {
        return at(now).spanOf(place, seconds(now));
    }

    /**
     * Admissions a minute over the last half of {@code active-for}, without pauses, into places
     * that had become free just before; empty until one did.
     */
    synchronized OptionalDouble admittedPerMinute(Instant now) {
        double measured = at(now).admittedPerMinute();
        return Double.isNaN(measured) ? OptionalDouble.empty() : OptionalDouble.of(measured);
    }

    private void tell(Instant at) {
        asked = null;
        told.begin(seconds(at));
    }

    /** What was told, and silence since. Being asked changes nothing of what was told. */
    private Turnover at(Instant now) {
        double seconds = seconds(now);
        var silence = asked;
        if (silence == null || !silence.isOpenAt(seconds)) {
            silence = new Turnover(told);
            asked = silence;
        }
        silence.listen(seconds);
        return silence;
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
