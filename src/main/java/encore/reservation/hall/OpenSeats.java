package encore.reservation.hall;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * What of a hall is open to one chooser at one moment. A seat is free when nobody has or claims it;
 * it is open when it also is of the wanted section and price.
 *
 * @param section its number, or {@link #ANYWHERE}
 */
record OpenSeats(Hall hall, int section, long maxPrice, long now, Predicate<String> claimed) {

    static final int ANYWHERE = -1;

    /** What is best: the run with the lowest cost. */
    interface Measure {

        double cost(int first);

        /** No run of the row costs less. */
        double atLeast(int row);
    }

    /** Some neighbours, by the first of them, and whether taking them leaves a seat alone. */
    record Run(int first, boolean strands) {}

    boolean isFree(int seat) {
        return hall.isFree(seat, now) && !claimed.test(hall.id(seat));
    }

    boolean isOpen(int seat) {
        return hall.price(seat) <= maxPrice && isFree(seat);
    }

    boolean mayHaveRun(int row, int count) {
        return (section == ANYWHERE || hall.rowSection(row) == section)
                && hall.rowPrice(row) <= maxPrice
                && hall.mayHaveRun(row, count, now);
    }

    /** The best run that leaves no seat alone, else the best of all; null when there is none. */
    @Nullable
    Run bestRun(int count, Measure measure) {
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
        int[] first = {-1, -1};
        for (int rank = 0; rank < hall.rows(); rank++) {
            int row = hall.bestRow(rank);
            if (measure.atLeast(row) >= best[0] || !mayHaveRun(row, count)) {
                continue;
            }
            int run = 0;
            for (int seat = hall.rowStart(row); seat < hall.rowStart(row + 1); seat++) {
                boolean goesOn = run > 0 && hall.joinsNext(seat - 1);
                run = !isOpen(seat) ? 0 : goesOn ? run + 1 : 1;
                if (run < count) {
                    continue;
                }
                int from = seat - count + 1;
                double cost = measure.cost(from);
                if (cost >= best[0] && cost >= best[1]) {
                    continue;
                }
                int strands = strands(from, count) ? 1 : 0;
                if (cost < best[strands]) {
                    best[strands] = cost;
                    first[strands] = from;
                }
            }
        }
        if (first[0] >= 0) {
            return new Run(first[0], false);
        }
        return first[1] >= 0 ? new Run(first[1], true) : null;
    }

    private boolean strands(int first, int count) {
        int before = first - 1;
        int after = first + count;
        return hall.joinsNext(before)
                        && isFree(before)
                        && !(hall.joinsNext(before - 1) && isFree(before - 1))
                || hall.joinsNext(after - 1)
                        && isFree(after)
                        && !(hall.joinsNext(after) && isFree(after + 1));
    }

    /**
     * Whether taking the seats leaves a free one whose neighbours are all taken or missing, and
     * which was not alone before.
     *
     * @param chosen in order
     */
    boolean strands(int[] chosen) {
        for (int seat : chosen) {
            if (isFree(seat)
                    && (hall.joinsNext(seat - 1) && isLeftAlone(seat - 1, chosen)
                            || hall.joinsNext(seat) && isLeftAlone(seat + 1, chosen))) {
                return true;
            }
        }
        return false;
    }

    private boolean isLeftAlone(int seat, int[] chosen) {
        return stays(seat, chosen)
                && !(hall.joinsNext(seat - 1) && stays(seat - 1, chosen))
                && !(hall.joinsNext(seat) && stays(seat + 1, chosen));
    }

    private boolean stays(int seat, int[] chosen) {
        return Arrays.binarySearch(chosen, seat) < 0 && isFree(seat);
    }
}
