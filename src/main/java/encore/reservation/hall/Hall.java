package encore.reservation.hall;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The seats of one performance as who chooses sees them: sections as announced, their rows from the
 * stage, the seats of a row by number. Made once, then told of every seat taken or given back.
 *
 * <p>A seat is known by its place in that order. What a seat is worth never changes: a row further
 * back costs as much as {@link #SEATS_A_ROW} seats further from the middle of the row; costs are in
 * hundredths of a seat, the lowest is best. The middle is halfway between the row's first and last
 * seat. With coordinates, distances are those of the drawing, in mean distances of the row's seats.
 *
 * <p>Threads take turns: each call locks the hall. Who chooses and then claims in one step holds
 * the hall's monitor meanwhile.
 */
public final class Hall {

    /** A seat that nobody has. */
    public static final long FREE = Long.MIN_VALUE;

    /** A seat sold or blocked. */
    public static final long GONE = Long.MAX_VALUE;

    static final int SEATS_A_ROW = 2;
    static final int SEAT = 100;
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Integer> places;
    private final Map<String, Integer> sections = new HashMap<>();
    private final String[] ids;
    private final int[] numbers;
    private final int[] rowOf;
    private final long[] prices;
    private final long[] takenUntil;
    private final long[] costs;
    private final double[] x;
    private final double[] y;

    private final int[] rowStarts;
    private final int[] rowSections;
    private final int[] rowNumbers;
    private final long[] rowPrices;
    private final long[] rowCosts;
    private final double[] rowPitches;
    private final int[] bestRowsFirst;

    /**
     * The longest run of free seats of a row, right from the one instant until before the other.
     */
    private final int[] longest;

    private final long[] longestFrom;
    private final long[] longestUntil;

    /**
     * Sections are announced in the order in which the list names them first.
     *
     * @throws IllegalArgumentException two seats have one id, or one place
     */
    public Hall(List<HallSeat> announced) {
        for (var seat : announced) {
            sections.putIfAbsent(seat.section(), sections.size());
        }
        var seats = announced.stream()
                .sorted(Comparator.comparingInt((HallSeat seat) -> section(seat.section()))
                        .thenComparingInt(HallSeat::row)
                        .thenComparingInt(HallSeat::number))
                .toList();
        int size = seats.size();
        places = HashMap.newHashMap(size);
        ids = new String[size];
        numbers = new int[size];
        rowOf = new int[size];
        prices = new long[size];
        takenUntil = new long[size];
        costs = new long[size];
        boolean drawn = seats.stream().allMatch(seat -> seat.x() != null && seat.y() != null);
        x = new double[drawn ? size : 0];
        y = new double[drawn ? size : 0];
        var starts = IntStream.builder();
        int rows = 0;
        for (int i = 0; i < size; i++) {
            var seat = seats.get(i);
            boolean sameRow = i > 0 && inOneRow(seats.get(i - 1), seat);
            if (sameRow && seats.get(i - 1).number() == seat.number()
                    || places.put(seat.id(), i) != null) {
                throw new IllegalArgumentException("Twice in the hall: " + seat);
            }
            if (!sameRow) {
                starts.add(i);
                rows++;
            }
            ids[i] = seat.id();
            numbers[i] = seat.number();
            rowOf[i] = rows - 1;
            prices[i] = seat.price();
            takenUntil[i] = seat.takenUntil();
            if (seat.x() != null && seat.y() != null && drawn) {
                x[i] = seat.x();
                y[i] = seat.y();
            }
        }
        rowStarts = starts.add(size).build().toArray();
        rowSections = new int[rows];
        rowNumbers = new int[rows];
        rowPrices = new long[rows];
        rowCosts = new long[rows];
        rowPitches = new double[rows];
        longest = new int[rows];
        longestFrom = new long[rows];
        longestUntil = new long[rows];
        Arrays.fill(longestFrom, NEVER);
        for (int row = 0; row < rows; row++) {
            var first = seats.get(rowStarts[row]);
            rowSections[row] = section(first.section());
            rowNumbers[row] = first.row();
            appraise(row);
        }
        bestRowsFirst = IntStream.range(0, rows)
                .boxed()
                .sorted(Comparator.comparingLong(row -> rowCosts[row]))
                .mapToInt(row -> row)
                .toArray();
    }

    private static boolean inOneRow(HallSeat one, HallSeat other) {
        return one.row() == other.row() && one.section().equals(other.section());
    }

    private void appraise(int row) {
        int from = rowStarts[row];
        int last = rowStarts[row + 1] - 1;
        double span = Math.max(1, numbers[last] - numbers[from]);
        double pitch = x.length == 0 ? 1 : Math.hypot(x[last] - x[from], y[last] - y[from]) / span;
        rowPitches[row] = pitch > 0 ? pitch : 1;
        rowPrices[row] = Long.MAX_VALUE;
        rowCosts[row] = Long.MAX_VALUE;
        for (int i = from; i <= last; i++) {
            double off = x.length == 0
                    ? Math.abs(numbers[i] - (numbers[from] + numbers[last]) / 2.0)
                    : Math.hypot(x[i] - (x[from] + x[last]) / 2, y[i] - (y[from] + y[last]) / 2);
            long rows = (long) SEATS_A_ROW * SEAT * (rowNumbers[row] - 1);
            costs[i] = rows + Math.round(SEAT * off / rowPitches[row]);
            rowPrices[row] = Math.min(rowPrices[row], prices[i]);
            rowCosts[row] = Math.min(rowCosts[row], costs[i]);
        }
    }

    /**
     * The seat is free from the instant on; a seat the hall has not is passed over.
     *
     * @param until in microseconds since the epoch, {@link #FREE} or {@link #GONE}
     */
    public synchronized void take(String seat, long until) {
        var place = places.get(seat);
        if (place != null) {
            takenUntil[place] = until;
            longestFrom[rowOf[place]] = NEVER;
        }
    }

    /** A moment in microseconds since the epoch. */
    public static long micros(Instant moment) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
    }

    public boolean has(String seat) {
        return places.containsKey(seat);
    }

    public boolean hasSection(String section) {
        return sections.containsKey(section);
    }

    public int size() {
        return ids.length;
    }

    /** False too for a seat the hall has not. */
    public synchronized boolean isFree(String seat, long now) {
        var place = places.get(seat);
        return place != null && isFree(place, now);
    }

    boolean isFree(int seat, long now) {
        return takenUntil[seat] <= now;
    }

    /** Whether the seat and the next are of one row, without a gap between. */
    boolean joinsNext(int seat) {
        int next = seat + 1;
        return seat >= 0
                && next < ids.length
                && rowOf[seat] == rowOf[next]
                && numbers[next] - numbers[seat] == 1;
    }

    /** False when no run of the row is that long; what is claimed or too dear may shorten it. */
    boolean mayHaveRun(int row, int count, long now) {
        if (now < longestFrom[row] || now >= longestUntil[row]) {
            measure(row, now);
        }
        return longest[row] >= count;
    }

    private void measure(int row, long now) {
        int best = 0;
        int run = 0;
        long until = NEVER;
        for (int i = rowStarts[row]; i < rowStarts[row + 1]; i++) {
            if (isFree(i, now)) {
                run = run > 0 && joinsNext(i - 1) ? run + 1 : 1;
                best = Math.max(best, run);
            } else {
                run = 0;
                until = Math.min(until, takenUntil[i]);
            }
        }
        longest[row] = best;
        longestFrom[row] = now;
        longestUntil[row] = until;
    }

    /** How far apart two seats are, in seats; without coordinates those of two sections are far. */
    double distance(int one, int other) {
        if (x.length > 0) {
            double drawn = Math.hypot(x[one] - x[other], y[one] - y[other]);
            return drawn / rowPitches[rowOf[one]];
        }
        long rows = Math.abs(rowPlace(rowOf[one]) - rowPlace(rowOf[other]));
        return (double) SEATS_A_ROW * rows + Math.abs(numbers[one] - numbers[other]);
    }

    /** Where the row is on a line on which all sections' rows stand, sections far apart. */
    long rowPlace(int row) {
        return ((long) rowSections[row] << 32) + rowNumbers[row];
    }

    /** -1 when there is none. */
    int place(String seat) {
        return places.getOrDefault(seat, -1);
    }

    /** -1 when there is none. */
    int section(String name) {
        return sections.getOrDefault(name, -1);
    }

    String id(int seat) {
        return ids[seat];
    }

    long price(int seat) {
        return prices[seat];
    }

    long cost(int seat) {
        return costs[seat];
    }

    int row(int seat) {
        return rowOf[seat];
    }

    int rows() {
        return rowSections.length;
    }

    int rowStart(int row) {
        return rowStarts[row];
    }

    int rowSection(int row) {
        return rowSections[row];
    }

    /** The price of its cheapest seat. */
    long rowPrice(int row) {
        return rowPrices[row];
    }

    /** The cost of its best seat. */
    long rowCost(int row) {
        return rowCosts[row];
    }

    /** The row of that rank, by the cost of its best seat, then as announced. */
    int bestRow(int rank) {
        return bestRowsFirst[rank];
    }
}
