package encore.waiting.line;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;

/**
 * How many have left the line, or entered, out of turn, in coarse steps, so that a page works out
 * its place from its number and asks nobody.
 *
 * <p>The steps grow in both values; none are told while nobody left, at most 20 otherwise, and the
 * last one is of the last number given. A page with the number {@code n}, at least
 * {@code servingNumber}, draws a straight line between two steps:
 *
 * <pre>{@code
 * let from = {upTo: servingNumber - 1, count: 0}, gone = 0
 * for (const step of left) {
 *   const part = Math.min(1, (n - from.upTo) / (step.upTo - from.upTo))
 *   gone = from.count + part * (step.count - from.count)
 *   if (n <= step.upTo) break
 *   from = step
 * }
 * place = Math.max(1, n - servingNumber + 1 - Math.round(gone))
 * }</pre>
 *
 * <p>A number below {@code servingNumber} does not wait any more. The place is off by at most 10
 * places or 2 %, whichever is more, if those who left are spread as people are: evenly, more and
 * more towards the front, or in some blocks. Between two steps of any line it is off by a quarter
 * of their distance at most. The exact place is that of {@code GET /tokens/me}.
 */
final class LeftSteps {

    /** With numbers of 8 digits that is 700 bytes of JSON. */
    static final int MOST = 20;

    /** Off by so many, or by this share of the place, is not worth a step. */
    private static final double PLACES = 6;

    private static final double SHARE = 0.013;

    /** What is looked at: 250 numbers or so in geometric distances from the front. */
    private static final int LOOKED_AT = 250;

    private static final long NEAREST = 16;

    private LeftSteps() {}

    /**
     * Asks about 250 times, whatever the length of the line.
     *
     * @param serving the number of the first who waits
     * @param last the last number given
     * @param countWaitingBefore how many wait whose number is smaller than this one
     */
    static List<LeftStep> of(long serving, long last, LongUnaryOperator countWaitingBefore) {
        if (last < serving) {
            return List.of();
        }
        long before = countWaitingBefore.applyAsLong(serving);
        var seen = new ArrayList<LeftStep>();
        seen.add(new LeftStep(serving - 1, 0));
        for (long number : numbers(serving, last)) {
            long wait = countWaitingBefore.applyAsLong(number + 1) - before;
            seen.add(new LeftStep(number, number - serving + 1 - wait));
        }
        return seen.getLast().count() == 0 ? List.of() : chosenOf(seen);
    }

    private static List<Long> numbers(long serving, long last) {
        var numbers = new ArrayList<Long>();
        double length = last - serving + 1;
        double growth = Math.pow(Math.max(2, length / NEAREST), 1.0 / LOOKED_AT);
        double distance = NEAREST;
        while (distance < length) {
            numbers.add(serving - 1 + (long) distance);
            distance = Math.max(distance * growth, distance + NEAREST);
        }
        numbers.add(last);
        return numbers;
    }

    /**
     * The ends, and then ever the one that a line between its chosen neighbours misses most, as in
     * the algorithm of Ramer, Douglas and Peucker (1972).
     */
    private static List<LeftStep> chosenOf(List<LeftStep> seen) {
        var chosen = new TreeMap<Integer, LeftStep>();
        int end = seen.size() - 1;
        chosen.put(0, seen.getFirst());
        chosen.put(end, seen.getLast());
        while (chosen.size() <= MOST) {
            int worst = worstOf(seen, chosen);
            if (worst < 0) {
                break;
            }
            chosen.put(worst, seen.get(worst));
        }
        chosen.remove(0);
        return List.copyOf(chosen.values());
    }

    private static int worstOf(List<LeftStep> seen, TreeMap<Integer, LeftStep> chosen) {
        int worst = -1;
        double most = 1;
        int from = 0;
        for (int to : chosen.tailMap(0, false).keySet()) {
            for (int i = from + 1; i < to; i++) {
                double off = missed(seen.get(from), seen.get(i), seen.get(to))
                        / tolerated(seen.getFirst(), seen.get(i));
                if (off > most) {
                    most = off;
                    worst = i;
                }
            }
            from = to;
        }
        return worst;
    }

    private static double missed(LeftStep from, LeftStep step, LeftStep to) {
        double part = (double) (step.upTo() - from.upTo()) / (to.upTo() - from.upTo());
        return Math.abs(from.count() + part * (to.count() - from.count()) - step.count());
    }

    private static double tolerated(LeftStep first, LeftStep step) {
        long place = step.upTo() - first.upTo() - step.count();
        return Math.max(PLACES, SHARE * place);
    }
}
