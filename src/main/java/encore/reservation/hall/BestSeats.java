package encore.reservation.hall;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The best seats a hall has for a group:
 *
 * <ol>
 *   <li>side by side in one row, whenever one has a run that long; else in the fewest pieces, whose
 *       rows are as near to each other as any (see {@link Pieces});
 *   <li>without leaving a free seat alone that was not: one whose neighbours are all taken or
 *       missing. This yields to the first rule, and never costs a booking;
 *   <li>then those nearest to the middle of the front: the lowest sum of costs (see {@link Hall}).
 *       Equal ones: as announced.
 * </ol>
 */
public final class BestSeats {

    private BestSeats() {}

    /**
     * What was chosen.
     *
     * @param seats by id, in the hall's order
     * @param pieces in how many runs of neighbours they are
     */
    public record Choice(List<String> seats, int pieces) {}

    /**
     * The seats; none only when the hall has fewer that fit.
     *
     * @param now in microseconds since the epoch
     * @param claimed seats that others are about to take, by id: as good as taken
     */
    public static Optional<Choice> choose(
            Hall hall, Wanted wanted, long now, Predicate<String> claimed) {
        synchronized (hall) {
            int section = OpenSeats.ANYWHERE;
            if (wanted.section() != null) {
                section = hall.section(wanted.section());
                if (section < 0) {
                    return Optional.empty();
                }
            }
            long maxPrice = wanted.maxPrice() == null ? Long.MAX_VALUE : wanted.maxPrice();
            var open = new OpenSeats(hall, section, maxPrice, now, claimed);
            return choose(open, wanted.count())
                    .map(seats -> new Choice(ids(hall, seats), pieces(hall, seats)));
        }
    }

    static Optional<int[]> choose(OpenSeats open, int count) {
        var run = open.bestRun(count, new MiddleOfTheFront(open.hall(), count));
        if (run == null) {
            return Pieces.choose(open, count);
        }
        return Optional.of(IntStream.range(run.first(), run.first() + count).toArray());
    }

    private static int pieces(Hall hall, int[] seats) {
        return 1
                + (int) IntStream.range(1, seats.length)
                        .filter(n -> seats[n] != seats[n - 1] + 1 || !hall.joinsNext(seats[n - 1]))
                        .count();
    }

    static List<String> ids(Hall hall, int[] seats) {
        return Arrays.stream(seats).mapToObj(hall::id).toList();
    }

    private record MiddleOfTheFront(Hall hall, int count) implements OpenSeats.Measure {

        @Override
        public double cost(int first) {
            long sum = 0;
            for (int seat = first; seat < first + count; seat++) {
                sum += hall.cost(seat);
            }
            return sum;
        }

        @Override
        public double atLeast(int row) {
            return hall.rowCost(row) * count;
        }
    }
}
