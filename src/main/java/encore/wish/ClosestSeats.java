package encore.wish;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of the seats that came back sit closest together: in one row before all others. */
final class ClosestSeats {

    /** Around so many seats at most it is looked for the others. */
    private static final int LOOKED_AROUND = 200;

    private static final Comparator<ReturnedSeat> BY_PLACE = Comparator.comparing(
                    ReturnedSeat::section)
            .thenComparingInt(ReturnedSeat::row)
            .thenComparingInt(ReturnedSeat::number);

    private ClosestSeats() {}

    private record Choice(List<ReturnedSeat> seats, long apart) {

        static Choice tighter(Choice one, Choice other) {
            return other.apart() < one.apart() ? other : one;
        }
    }

    /** So many of these, the closest ones; empty when there are not as many. */
    static Optional<List<ReturnedSeat>> of(Collection<ReturnedSeat> seats, int count) {
        var all = seats.stream().sorted(BY_PLACE).toList();
        return inOneRow(all, count).or(() -> around(all, count)).map(Choice::seats);
    }

    /** As they are sorted, seats of one row stand one after the other. */
    private static Optional<Choice> inOneRow(List<ReturnedSeat> all, int count) {
        var choices = new ArrayList<Choice>();
        for (int from = 0; from + count <= all.size(); from++) {
            var some = all.subList(from, from + count);
            var first = some.getFirst();
            var last = some.getLast();
            if (first.section().equals(last.section()) && first.row() == last.row()) {
                choices.add(new Choice(some, last.number() - first.number()));
            }
        }
        return choices.stream().reduce(Choice::tighter);
    }

    private static Optional<Choice> around(List<ReturnedSeat> all, int count) {
        if (all.size() < count) {
            return Optional.empty();
        }
        return all.stream()
                .limit(LOOKED_AROUND)
                .map(seat -> around(seat, all, count))
                .reduce(Choice::tighter);
    }

    private static Choice around(ReturnedSeat middle, List<ReturnedSeat> all, int count) {
        var nearest = all.stream()
                .sorted(Comparator.comparingLong(middle::distanceTo))
                .limit(count)
                .toList();
        return new Choice(
                nearest, nearest.stream().mapToLong(middle::distanceTo).sum());
    }
}
