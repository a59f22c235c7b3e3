package encore.reservation.hall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Seats for a group that no run can seat: in the fewest pieces, which is exact, for the longest
 * runs taken first need the fewest. The rows they are in span as few rows as any (exact too, and
 * within one section when that can be). Of the spans that small, the {@value #SPANS} best are
 * looked at, from some of their runs as the first piece, the nearest others joining it: near, and
 * near to the middle of the front, but not by an exact measure. Of what is seen, what leaves no
 * seat alone wins.
 */
final class Pieces {

    private static final int SPANS = 4;
    private static final int MORE_SPANS = 32;
    private static final int ANCHORS = 8;

    private final OpenSeats open;
    private final Hall hall;
    private final int count;
    private final List<Piece> runs = new ArrayList<>();
    private int fewest;

    /** Neighbours: a run of open seats with nothing open beside. */
    private record Piece(int first, int length, long row) {

        int last() {
            return first + length - 1;
        }
    }

    /** The runs of some rows next to each other. */
    private record Span(int from, int to, long cost) {}

    private record Found(int[] seats, boolean strands, double cost) {

        boolean isBetterThan(Found other) {
            return strands != other.strands ? other.strands : cost < other.cost;
        }
    }

    private Pieces(OpenSeats open, int count) {
        this.open = open;
        this.hall = open.hall();
        this.count = count;
    }

    /** The seats, in the hall's order; none when fewer are open. No run holds them all. */
    static Optional<int[]> choose(OpenSeats open, int count) {
        var pieces = new Pieces(open, count);
        pieces.collect();
        var all = new Lengths();
        pieces.runs.forEach(run -> all.add(run.length));
        while (all.most(pieces.fewest) < count) {
            if (++pieces.fewest > count) {
                return Optional.empty();
            }
        }
        return Optional.of(pieces.best());
    }

    private void collect() {
        for (int row = 0; row < hall.rows(); row++) {
            if (!open.mayHaveRun(row, 1)) {
                continue;
            }
            int run = 0;
            int end = hall.rowStart(row + 1);
            for (int seat = hall.rowStart(row); seat < end; seat++) {
                run = open.isOpen(seat) ? run + 1 : 0;
                boolean ends = !hall.joinsNext(seat) || !open.isOpen(seat + 1);
                if (run > 0 && ends) {
                    runs.add(new Piece(seat - run + 1, run, hall.rowPlace(row)));
                    run = 0;
                }
            }
        }
    }

    private int[] best() {
        Found best = null;
        int seen = 0;
        for (var span : spans(smallest())) {
            if (seen >= (best == null || best.strands ? MORE_SPANS : SPANS)) {
                break;
            }
            seen++;
            for (var found : within(span)) {
                if (best == null || found.isBetterThan(best)) {
                    best = found;
                }
            }
        }
        if (best == null) {
            throw new IllegalStateException("Enough seats, but no pieces");
        }
        return best.seats;
    }

    /** How far apart the first and the last row are at least. */
    private long smallest() {
        long smallest = Long.MAX_VALUE;
        var within = new Lengths();
        int from = 0;
        for (var run : runs) {
            within.add(run.length);
            while (within.most(fewest) >= count) {
                var first = runs.get(from++);
                smallest = Math.min(smallest, run.row - first.row);
                within.remove(first.length);
            }
        }
        return smallest;
    }

    /** Those of this size that have enough, the best first. */
    private List<Span> spans(long size) {
        var spans = new ArrayList<Span>();
        var within = new Lengths();
        int to = 0;
        for (int from = 0; from < runs.size(); from++) {
            var first = runs.get(from);
            while (to < runs.size() && runs.get(to).row <= first.row + size) {
                within.add(runs.get(to++).length);
            }
            boolean startsRow = from == 0 || runs.get(from - 1).row < first.row;
            if (startsRow && within.most(fewest) >= count) {
                spans.add(new Span(from, to, costOf(first) + costOf(runs.get(to - 1))));
            }
            within.remove(first.length);
        }
        spans.sort(Comparator.comparingLong(Span::cost));
        return spans;
    }

    private long costOf(Piece run) {
        return hall.rowCost(hall.row(run.first));
    }

    private List<Found> within(Span span) {
        var lengths = new Lengths();
        runs.subList(span.from, span.to).forEach(run -> lengths.add(run.length));
        int least = count - lengths.most(fewest - 1);
        var fit = runs.subList(span.from, span.to).stream()
                .filter(run -> run.length >= least)
                .sorted(Comparator.comparingLong(run -> hall.cost(run.first)))
                .toList();
        var found = new ArrayList<Found>();
        for (var anchor : fit.subList(0, Math.min(ANCHORS, fit.size()))) {
            trim(joined(anchor, fit, false), found);
            trim(joined(anchor, fit, true), found);
        }
        return found;
    }

    /**
     * The fewest runs with enough seats, by and by the nearest with which it still can be done.
     *
     * @param leavingNone not with one seat too many, which would be left alone; then they may be
     *     too few
     */
    private List<Piece> joined(Piece anchor, List<Piece> fit, boolean leavingNone) {
        var unused = new Lengths();
        fit.forEach(run -> unused.add(run.length));
        unused.remove(anchor.length);
        var nearest = fit.stream()
                .filter(run -> run.first != anchor.first)
                .sorted(Comparator.comparingDouble(run -> distance(anchor, run)))
                .toList();
        var joined = new ArrayList<>(List.of(anchor));
        int need = count - anchor.length;
        for (var run : nearest) {
            int left = fewest - joined.size() - 1;
            if (need <= 0) {
                break;
            }
            unused.remove(run.length);
            if (leavingNone && run.length - need == 1) {
                continue;
            }
            if (need - run.length <= unused.most(left)) {
                joined.add(run);
                need -= run.length;
            }
        }
        return joined;
    }

    private double distance(Piece one, Piece other) {
        return Math.min(
                hall.distance(one.first, other.last()), hall.distance(one.last(), other.first));
    }

    /** The runs' seats, if enough, less those too many, all of one run: each way to do that. */
    private void trim(List<Piece> joined, List<Found> found) {
        int surplus = joined.stream().mapToInt(Piece::length).sum() - count;
        if (surplus < 0) {
            return;
        }
        var others = joined.stream().skip(1);
        double apart =
                others.mapToDouble(run -> distance(joined.getFirst(), run)).sum();
        for (var trimmed : surplus == 0 ? joined.subList(0, 1) : joined) {
            for (int skipped = 0; skipped <= surplus; skipped++) {
                int from = trimmed.first + skipped;
                int to = from + trimmed.length - surplus;
                int[] seats = joined.stream()
                        .flatMapToInt(run -> run.first == trimmed.first
                                ? IntStream.range(from, to)
                                : IntStream.rangeClosed(run.first, run.last()))
                        .sorted()
                        .toArray();
                double cost = Arrays.stream(seats).mapToLong(hall::cost).sum();
                found.add(new Found(seats, open.strands(seats), cost + Hall.SEAT * count * apart));
            }
        }
    }

    /** How many runs there are of each length; none is longer than a group. */
    private static final class Lengths {

        private final int[] runs = new int[Wanted.MOST + 1];

        void add(int length) {
            runs[length]++;
        }

        void remove(int length) {
            runs[length]--;
        }

        /** The seats of the longest ones, so many of them. */
        int most(int number) {
            int seats = 0;
            int left = number;
            for (int length = Wanted.MOST; length > 0 && left > 0; length--) {
                int taken = Math.min(left, runs[length]);
                seats += taken * length;
                left -= taken;
            }
            return seats;
        }
    }
}
