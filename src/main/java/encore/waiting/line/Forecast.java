package encore.waiting.line;

import org.jspecify.annotations.Nullable;

/**
 * How many will have been admitted when, as seen at one moment: those inside go as people of their
 * age do, whoever goes makes room, and who takes the room will go in turn (the renewal equation,
 * in ticks). So a crowd that came in together is expected to leave in a wave. Immutable.
 *
 * <p>Someone at place {@code p} gets in when {@code p} were admitted. The span's ends are the times
 * of fewer and of more: {@code p} less and plus a share of it, for a rate that is not known
 * better, and 1.65 times its root, for chance (the 5 % and 95 % of a Poisson process).
 */
final class Forecast {

    private static final int STEPS = 6 * Stays.LIMIT;
    private static final double CHANCE = 1.65;
    private static final double FASTER = 0.15;
    private static final double SLOWER = 0.3;
    private static final double SURER = 0.6;
    private static final double NEVER = 30 * 24 * 3_600.0;

    private final double madeAt;
    private final long admittedThen;
    private final double tick;
    private final double doubt;
    private final double[] admitted = new double[STEPS + 1];
    private final double perTickAfter;
    private final double room;
    private final double sure;

    /**
     * @param madeAt in seconds
     * @param admittedThen how many had been admitted before
     * @param tick in seconds
     * @param mostInTick admissions at most
     * @param known whether enough have left to foresee when places become free
     */
    Forecast(
            double madeAt,
            long admittedThen,
            double tick,
            Stays stays,
            int capacity,
            double mostInTick,
            boolean known) {
        this.madeAt = madeAt;
        this.admittedThen = admittedThen;
        this.tick = tick;
        this.doubt = 1 / Math.sqrt(Math.max(1, stays.seen())) + stays.unseen() / 2;
        var hazards = stays.hazards();
        var inside = stays.byAge();
        double total = stays.inside();
        this.room = Math.max(0, capacity - total);
        this.sure = known ? Double.MAX_VALUE : room;
        for (int step = 0; step <= STEPS; step++) {
            double gone = step == 0 ? 0 : grow(inside, hazards);
            total -= gone;
            double come = Math.clamp(capacity - total, 0, mostInTick);
            inside[step == 0 ? 0 : 1] += come;
            total += come;
            admitted[step] = come + (step == 0 ? 0 : admitted[step - 1]);
        }
        this.perTickAfter =
                (admitted[STEPS] - admitted[STEPS - 2 * Stays.LIMIT]) / (2 * Stays.LIMIT);
    }

    /** All get a tick older; returns how many go on the way. */
    private static double grow(double[] inside, double[] hazards) {
        int oldest = inside.length - 1;
        double gone = inside[oldest] * hazards[oldest];
        inside[oldest] -= gone;
        for (int age = oldest - 1; age >= 0; age--) {
            double going = inside[age] * hazards[age];
            gone += going;
            inside[age + 1] += inside[age] - going;
            inside[age] = 0;
        }
        return gone;
    }

    /**
     * How long who has this place now waits from now on; nothing while unknown.
     *
     * @param now in seconds
     * @param admittedNow how many have been admitted until now
     */
    @Nullable
    WaitSpan spanOf(long place, double now, long admittedNow) {
        if (place + admittedNow - admittedThen > sure) {
            return null;
        }
        double to = to(place, now, admittedNow);
        return to > NEVER
                ? null
                : WaitSpan.rounded(
                        from(place, now, admittedNow), middle(place, now, admittedNow), to);
    }

    /**
     * Whether this one tells, of a place, about what another one tells that was made later, and
     * the later one is not much surer.
     */
    boolean agreesWith(Forecast later, long place) {
        if (sure + admittedThen < later.sure + later.admittedThen || later.doubt < SURER * doubt) {
            return false;
        }
        double now = later.madeAt;
        long admittedNow = later.admittedThen;
        double middle = middle(place, now, admittedNow);
        double told = later.middle(place, now, admittedNow);
        double shortest = (from(place, now, admittedNow) + middle) / 2;
        double longest = (to(place, now, admittedNow) + middle) / 2;
        return shortest <= told && told <= longest;
    }

    private double from(long place, double now, long admittedNow) {
        double fewer = place * (1 - FASTER) / (1 + doubt) - CHANCE * Math.sqrt((double) place);
        return left(Math.max(0, fewer), now, admittedNow);
    }

    private double middle(long place, double now, long admittedNow) {
        return left((double) place, now, admittedNow);
    }

    private double to(long place, double now, long admittedNow) {
        double more = place * (1 + SLOWER + doubt) + CHANCE * Math.sqrt((double) place) + 1;
        double roomLeft = room - (admittedNow - admittedThen);
        return left(place <= roomLeft ? Math.min(more, roomLeft) : more, now, admittedNow);
    }

    private double left(double places, double now, long admittedNow) {
        double seconds = tick * ticksTo(places + admittedNow - admittedThen);
        return Math.max(0, seconds - (now - madeAt));
    }

    private double ticksTo(double places) {
        if (places <= admitted[0]) {
            return 0;
        }
        if (places > admitted[STEPS]) {
            return STEPS + (places - admitted[STEPS]) / Math.max(perTickAfter, 1e-9);
        }
        int low = 0;
        int high = STEPS;
        while (high - low > 1) {
            int mid = (low + high) >>> 1;
            if (admitted[mid] < places) {
                low = mid;
            } else {
                high = mid;
            }
        }
        return low + (places - admitted[low]) / (admitted[high] - admitted[low]);
    }
}
