package encore.waiting.line;

import java.util.Arrays;

/**
 * How long those inside have been there, and how likely one of that age goes within the next tick:
 * the life table of Kaplan and Meier (1958), in ticks, where what was seen long ago counts less.
 *
 * <p>An age that nobody has reached yet is taken for an average one, and at {@code active-for} all
 * are taken to go, until it is seen otherwise (a hold may make a token live longer).
 */
final class Stays {

    /** Ticks in {@code active-for}. */
    static final int LIMIT = 60;

    private static final int AGES = 2 * LIMIT;

    /** For how many observed stays the assumption stands. */
    private static final double ASSUMED = 2;

    private final long[] inside = new long[AGES];
    private final double[] went = new double[AGES];
    private final double[] stayed = new double[AGES];
    private long total;
    private long wentInTick;

    Stays() {}

    Stays(Stays other) {
        System.arraycopy(other.inside, 0, inside, 0, AGES);
        System.arraycopy(other.went, 0, went, 0, AGES);
        System.arraycopy(other.stayed, 0, stayed, 0, AGES);
        total = other.total;
        wentInTick = other.wentInTick;
    }

    long inside() {
        return total;
    }

    void came() {
        inside[0]++;
        total++;
    }

    /** Of nobody known to be inside it is no error, and tells nothing. */
    void went(long age) {
        int index = occupiedNear(Math.clamp(age, 0, AGES - 1));
        if (index >= 0) {
            inside[index]--;
            total--;
            went[index]++;
            wentInTick++;
        }
    }

    /** Clocks differ: who is not found at the age told is one of the nearest age. */
    private int occupiedNear(int age) {
        for (int off = 0; off < AGES; off++) {
            if (age - off >= 0 && inside[age - off] > 0) {
                return age - off;
            }
            if (age + off < AGES && inside[age + off] > 0) {
                return age + off;
            }
        }
        return -1;
    }

    /** All get a tick older. The last {@code memory} stays make most of what is known. */
    void tick(double memory) {
        double kept = Math.exp(-wentInTick / memory);
        for (int age = 0; age < AGES; age++) {
            went[age] *= kept;
            stayed[age] = (stayed[age] + inside[age]) * kept;
            double seen = went[age] + stayed[age];
            if (seen > memory) {
                went[age] *= memory / seen;
                stayed[age] *= memory / seen;
            }
        }
        wentInTick = 0;
        inside[AGES - 1] += inside[AGES - 2];
        System.arraycopy(inside, 0, inside, 1, AGES - 2);
        inside[0] = 0;
    }

    /** How many are inside, by age in ticks. */
    double[] byAge() {
        return Arrays.stream(inside).asDoubleStream().toArray();
    }

    /** How many stays were seen to end, the old ones counting less. */
    double seen() {
        return Arrays.stream(went).sum();
    }

    /** The probability to go within the next tick, by age. */
    double[] hazards() {
        double average = seen() / Math.max(1, seen() + Arrays.stream(stayed).sum());
        var hazards = new double[AGES];
        for (int age = 0; age < AGES; age++) {
            double assumed = ASSUMED * (age < LIMIT ? average : 1);
            hazards[age] = (went[age] + assumed) / (went[age] + stayed[age] + ASSUMED);
        }
        return hazards;
    }

    /** What share of a stay, from 0 to 1, lies in ages that nothing is known of. */
    double unseen() {
        var hazards = hazards();
        double alive = 1;
        double all = 0;
        double unseen = 0;
        for (int age = 0; age < AGES; age++) {
            all += alive;
            unseen += alive * ASSUMED / (went[age] + stayed[age] + ASSUMED);
            alive *= 1 - hazards[age];
        }
        return unseen / all;
    }
}
