package encore.waiting.line;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Pace} was told, tick by tick: who is inside for how long, how many came and went, and
 * the forecasts that hold.
 */
final class Turnover {

    /** Ticks that the measured rate looks back: 5 minutes, when a token lives for 10. */
    private static final int LATELY = Stays.LIMIT / 2;

    /** For so many ticks a place that became free is one that changes hands. */
    private static final int FRESH = 6;

    /** After so many ticks without a word there is little more to learn. */
    private static final int SILENCE = 4 * Stays.LIMIT;

    private static final int OCTAVES = 40;

    private final double tick;
    private final Stays stays;
    private final long[] freed = new long[LATELY];
    private final long[] passedOn = new long[LATELY];
    private final @Nullable Forecast[] held = new Forecast[OCTAVES];
    private long now = Long.MIN_VALUE;
    private long firstFreed = Long.MAX_VALUE;
    private long silent;
    private long running;
    private long gone;
    private long free;
    private long admitted;
    private int capacity;
    private double perMinute = Double.POSITIVE_INFINITY;
    private boolean paused;

    Turnover(double tick, int capacity) {
        this.tick = tick;
        this.capacity = capacity;
        this.stays = new Stays();
    }

    Turnover(Turnover other) {
        tick = other.tick;
        stays = new Stays(other.stays);
        System.arraycopy(other.freed, 0, freed, 0, LATELY);
        System.arraycopy(other.passedOn, 0, passedOn, 0, LATELY);
        System.arraycopy(other.held, 0, held, 0, OCTAVES);
        now = other.now;
        firstFreed = other.firstFreed;
        silent = other.silent;
        running = other.running;
        gone = other.gone;
        free = other.free;
        admitted = other.admitted;
        capacity = other.capacity;
        perMinute = other.perMinute;
        paused = other.paused;
    }

    /** Whether this moment is not of a tick that is over. */
    boolean isOpenAt(double seconds) {
        return tickOf(seconds) >= now;
    }

    private long tickOf(double seconds) {
        return (long) Math.floor(seconds / tick);
    }

    /** Something is told of this moment; time never goes back. */
    void begin(double seconds) {
        long until = tickOf(seconds);
        if (now == Long.MIN_VALUE) {
            now = until;
        }
        listen(seconds);
        now = Math.max(now, until);
        silent = 0;
    }

    /** Nothing is told up to this moment. After a long silence a look now and then is enough. */
    void listen(double seconds) {
        long until = tickOf(seconds);
        while (now != Long.MIN_VALUE) {
            long steps = silent < SILENCE ? 1 : Stays.LIMIT;
            if (until - now < steps) {
                return;
            }
            now += steps;
            silent++;
            end();
        }
    }

    private void end() {
        stays.tick(Math.max(200, 4.0 * capacity));
        if (paused) {
            return;
        }
        running++;
        freed[index(running)] = 0;
        passedOn[index(running)] = 0;
        free = Math.min(free, sum(freed, FRESH));
        look(now * tick, false);
    }

    private static int index(long tick) {
        return (int) Math.floorMod(tick, (long) LATELY);
    }

    private long sum(long[] ring, int ticks) {
        long sum = 0;
        for (int back = 0; back < ticks; back++) {
            sum += ring[index(running - back)];
        }
        return sum;
    }

    /** Takes a new forecast for the places where the one that holds is materially wrong. */
    private void look(double seconds, boolean everywhere) {
        boolean known = gone >= Math.clamp(capacity / 20, 1, 10);
        var fresh = new Forecast(
                seconds, admitted, tick, stays, capacity, perMinute * tick / 60, known);
        for (int octave = 0; octave < OCTAVES; octave++) {
            var holds = held[octave];
            if (everywhere || holds == null || !holds.agreesWith(fresh, 3L << octave >> 1)) {
                held[octave] = fresh;
            }
        }
    }

    void admitted() {
        stays.came();
        admitted++;
        if (free > 0) {
            free--;
            passedOn[index(running)]++;
        }
    }

    void left(double since) {
        stays.went(now - tickOf(since));
        gone++;
        if (!paused) {
            freed[index(running)]++;
            free++;
            firstFreed = Math.min(firstFreed, running);
        }
    }

    void paused(boolean paused) {
        this.paused = paused;
    }

    void limit(int capacity, double perMinute) {
        this.capacity = capacity;
        this.perMinute = perMinute;
    }

    /** From this moment on all is seen anew, for what was expected before does not hold. */
    void lookAnew(double seconds) {
        if (!paused) {
            look(seconds, true);
        }
    }

    @Nullable
    WaitSpan spanOf(long place, double seconds) {
        var holds = held[63 - Long.numberOfLeadingZeros(Math.clamp(place, 1, 1L << 39))];
        return paused || holds == null ? null : holds.spanOf(place, seconds, admitted);
    }

    /** Admitted into places that became free just before; NaN while none did. */
    double admittedPerMinute() {
        if (firstFreed == Long.MAX_VALUE) {
            return Double.NaN;
        }
        double ticks = Math.min(LATELY, running - firstFreed + 1);
        return sum(passedOn, LATELY) / (ticks * tick / 60);
    }
}
