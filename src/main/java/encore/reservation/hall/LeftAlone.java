package encore.reservation.hall;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rule for seats chosen by hand: they leave no free seat alone that was not. A seat is alone
 * when its neighbours in the row are all taken or missing (a gap, the row's end).
 */
public final class LeftAlone {

    private LeftAlone() {}

    /**
     * Whether taking the seats leaves one alone. Seats the hall has not, and taken ones, do not
     * count.
     *
     * @param now in microseconds since the epoch
     * @param claimed seats that others are about to take, by id: as good as taken
     */
    public static boolean leavesAlone(
            Hall hall, Collection<String> chosen, long now, Predicate<String> claimed) {
        synchronized (hall) {
            return everySeat(hall, now, claimed).strands(places(hall, chosen));
        }
    }

    /**
     * As many seats that leave none alone, none dearer than the dearest chosen: side by side and
     * nearest to the chosen ones; without such a run, the best pieces (see {@link BestSeats}).
     * None when these leave one alone too: then the chosen ones are as good, and no booking is to
     * be refused for the rule.
     */
    public static Optional<List<String>> instead(
            Hall hall, Collection<String> chosen, long now, Predicate<String> claimed) {
        synchronized (hall) {
            int[] places = places(hall, chosen);
            if (places.length == 0 || places.length > Wanted.MOST) {
                return Optional.empty();
            }
            long dearest = Arrays.stream(places).mapToLong(hall::price).max().orElseThrow();
            var open = new OpenSeats(hall, OpenSeats.ANYWHERE, dearest, now, claimed);
            return nearest(open, places)
                    .filter(seats -> !open.strands(seats))
                    .map(seats -> BestSeats.ids(hall, seats));
        }
    }

    private static Optional<int[]> nearest(OpenSeats open, int[] chosen) {
        var run = open.bestRun(chosen.length, new NearTo(open.hall(), chosen));
        if (run == null) {
            return Pieces.choose(open, chosen.length);
        }
        int[] seats = new int[chosen.length];
        Arrays.setAll(seats, i -> run.first() + i);
        return Optional.of(seats);
    }

    private static OpenSeats everySeat(Hall hall, long now, Predicate<String> claimed) {
        return new OpenSeats(hall, OpenSeats.ANYWHERE, Long.MAX_VALUE, now, claimed);
    }

    private static int[] places(Hall hall, Collection<String> seats) {
        return seats.stream()
                .mapToInt(hall::place)
                .filter(place -> place >= 0)
                .distinct()
                .sorted()
                .toArray();
    }

    private record NearTo(Hall hall, int[] chosen) implements OpenSeats.Measure {

        @Override
        public double cost(int first) {
            double sum = 0;
            for (int i = 0; i < chosen.length; i++) {
                sum += hall.distance(chosen[i], first + i);
            }
            return sum;
        }

        @Override
        public double atLeast(int row) {
            return 0;
        }
    }
}
