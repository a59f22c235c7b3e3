package encore.waiting.line;

import java.util.ArrayList;
import java.util.List;
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

    /** Off by so many, or by this share of the place, a page may be. */
    private static final double PLACES = 10;

    private static final double SHARE = 0.02;

    /** Of what is allowed; the rest is for the numbers between those looked at. */
    private static final double NEAR_ENOUGH = 0.5;

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

    /** As few as are near enough; if these are too many, less near. */
    private static List<LeftStep> chosenOf(List<LeftStep> seen) {
        double part = NEAR_ENOUGH;
        var chosen = chosenOf(seen, part);
        while (chosen.size() > MOST) {
            part *= 1.2;
            chosen = chosenOf(seen, part);
        }
        return chosen;
    }

    private static List<LeftStep> chosenOf(List<LeftStep> seen, double part) {
        var chosen = new ArrayList<LeftStep>();
        int at = 0;
        while (at < seen.size() - 1) {
            at = farthestFrom(seen, at, part);
            chosen.add(seen.get(at));
        }
        return List.copyOf(chosen);
    }

    /**
     * The last one to which a straight line from here passes near enough by all between: those
     * leave a cone of slopes.
     */
    private static int farthestFrom(List<LeftStep> seen, int at, double part) {
        var from = seen.get(at);
        double least = 0;
        double most = 1;
        int farthest = at + 1;
        for (int i = at + 1; i < seen.size() && least <= most; i++) {
            var step = seen.get(i);
            double length = step.upTo() - from.upTo();
            double slope = (step.count() - from.count()) / length;
            if (least <= slope && slope <= most) {
                farthest = i;
            }
            double off = part * allowed(seen.getFirst(), step) / length;
            least = Math.max(least, slope - off);
            most = Math.min(most, slope + off);
        }
        return farthest;
    }

    private static double allowed(LeftStep first, LeftStep step) {
        long place = step.upTo() - first.upTo() - step.count();
        return Math.max(PLACES, SHARE * place);
    }
}
