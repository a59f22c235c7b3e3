package encore.waiting.price;

import java.time.Instant;
import java.util.Arrays;

/**
 * How much harder a line's challenges are because many join: a bit for each time that the rate of
 * joins has doubled beyond the usual, six at most. The rate is that of the last ten seconds.
 *
 * <p>It rises within a second and falls by one bit at a time, each after half a minute at less than
 * three quarters of the rate that the bit stands for, so that a rate about there does not make it
 * go up and down. What it says depends on the joins and their times alone.
 */
final class Difficulty {

    static final int MOST_BITS = 6;

    private static final int SECONDS_SEEN = 10;
    private static final int SECONDS_CALM = 30;
    private static final double CALM = 0.75;
    private static final int FORGOTTEN_AFTER = SECONDS_SEEN + MOST_BITS * SECONDS_CALM;

    private final double usual;

    /** How many joined in each of the last seconds, by the second modulo their number. */
    private final long[] joins = new long[SECONDS_SEEN];

    private long second = Long.MIN_VALUE;
    private int bits;
    private int calmFor;

    /** Takes the usual rate, in joins a second. */
    Difficulty(double usual) {
        this.usual = usual;
    }

    /** Somebody joined. Who is told late joined in the newest second. */
    synchronized void joined(Instant at) {
        goOnTo(at.getEpochSecond());
        joins[slot(second)]++;
    }

    /** From 0 to 6. */
    synchronized int bitsAt(Instant now) {
        goOnTo(now.getEpochSecond());
        return bits;
    }

    private void goOnTo(long now) {
        if (second == Long.MIN_VALUE || now - second > FORGOTTEN_AFTER) {
            Arrays.fill(joins, 0);
            bits = 0;
            calmFor = 0;
            second = now;
        }
        while (second < now) {
            weigh((double) Arrays.stream(joins).sum() / SECONDS_SEEN);
            second++;
            joins[slot(second)] = 0;
        }
    }

    private static int slot(long second) {
        return (int) Math.floorMod(second, (long) SECONDS_SEEN);
    }

    /** A second has ended. */
    private void weigh(double rate) {
        int wanted = bitsFor(rate);
        boolean isCalm = rate < CALM * Math.scalb(usual, bits);
        if (wanted > bits) {
            bits = wanted;
            calmFor = 0;
        } else if (bits > 0 && isCalm) {
            calmFor++;
        } else {
            calmFor = 0;
        }
        if (calmFor == SECONDS_CALM) {
            bits--;
            calmFor = 0;
        }
    }

    private int bitsFor(double rate) {
        return rate < usual ? 0 : Math.clamp(Math.getExponent(rate / usual), 0, MOST_BITS);
    }
}
