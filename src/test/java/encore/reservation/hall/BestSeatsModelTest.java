package encore.reservation.hall;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import static encore.reservation.hall.HallFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

/** Halls drawn at random, and all rules against a model that tries everything. */
class BestSeatsModelTest {

    private static final int HALLS = 2_000;

    /** A hall, and what somebody wants there. */
    private static final class Drawn {

        final Map<String, HallSeat> seats = new HashMap<>();
        final Map<List<Object>, HallSeat> places = new HashMap<>();
        final Set<String> claimed = new HashSet<>();
        final Hall hall;
        final Wanted wanted;

        Drawn(Random random) {
            var list = new ArrayList<HallSeat>();
            int taken = random.nextInt(10);
            for (int section = random.nextInt(3); section >= 0; section--) {
                for (int row = 1 + random.nextInt(4); row > 0; row--) {
                    for (int number = 1; number <= 12; number++) {
                        if (random.nextInt(8) > 0) {
                            list.add(seat("S" + section, row, number, taken, random));
                        }
                    }
                }
            }
            Collections.shuffle(list, random);
            hall = new Hall(list);
            for (var seat : list) {
                var now = random.nextInt(4) > 0 ? seat : retaken(seat, random);
                hall.take(now.id(), now.takenUntil());
                seats.put(now.id(), now);
                places.put(List.of(now.section(), now.row(), now.number()), now);
                if (random.nextInt(12) == 0) {
                    claimed.add(now.id());
                }
                if (random.nextInt(20) == 0) {
                    choose(new Wanted(2, null, null));
                }
            }
            wanted = new Wanted(
                    1 + random.nextInt(8),
                    random.nextBoolean() ? null : "S" + random.nextInt(3),
                    random.nextBoolean() ? null : (long) random.nextInt(1, 4));
        }

        private static HallSeat seat(
                String section, int row, int number, int taken, Random random) {
            long until = random.nextInt(10) < taken
                    ? List.of(Hall.GONE, NOW + 1).get(random.nextInt(2))
                    : List.of(Hall.FREE, NOW).get(random.nextInt(2));
            var id = section + row + "-" + number;
            int price = random.nextInt(10) > 0 ? 1 : 1 + random.nextInt(3);
            return new HallSeat(id, section, row, number, price, null, null, until);
        }

        private static HallSeat retaken(HallSeat seat, Random random) {
            long until = List.of(Hall.FREE, NOW, NOW + 1, Hall.GONE).get(random.nextInt(4));
            return new HallSeat(
                    seat.id(),
                    seat.section(),
                    seat.row(),
                    seat.number(),
                    seat.price(),
                    null,
                    null,
                    until);
        }

        List<String> choose(Wanted what) {
            return BestSeats.choose(hall, what, NOW, claimed::contains)
                    .map(BestSeats.Choice::seats)
                    .orElse(List.of());
        }

        boolean isFree(HallSeat seat) {
            return seat.takenUntil() <= NOW && !claimed.contains(seat.id());
        }

        boolean isOpen(HallSeat seat) {
            return isFree(seat)
                    && (wanted.section() == null || wanted.section().equals(seat.section()))
                    && (wanted.maxPrice() == null || seat.price() <= wanted.maxPrice());
        }

        HallSeat beside(HallSeat seat, int by) {
            return places.get(List.of(seat.section(), seat.row(), seat.number() + by));
        }

        List<HallSeat> open() {
            return seats.values().stream().filter(this::isOpen).toList();
        }

        /** Every run of so many open seats, by their ids. */
        List<List<String>> runs(int length) {
            var runs = new ArrayList<List<String>>();
            for (var first : open()) {
                IntFunction<HallSeat> next = by -> beside(first, by);
                var run = IntStream.range(0, length).mapToObj(next).toList();
                if (run.stream().allMatch(seat -> seat != null && isOpen(seat))) {
                    runs.add(run.stream().map(HallSeat::id).toList());
                }
            }
            return runs;
        }

        boolean isAlone(HallSeat seat, Set<String> gone) {
            return isFree(seat)
                    && !gone.contains(seat.id())
                    && IntStream.of(-1, 1)
                            .mapToObj(by -> beside(seat, by))
                            .noneMatch(other ->
                                    other != null && isFree(other) && !gone.contains(other.id()));
        }

        boolean strands(List<String> chosen) {
            return seats.values().stream()
                    .anyMatch(
                            seat -> isAlone(seat, Set.copyOf(chosen)) && !isAlone(seat, Set.of()));
        }

        int pieces(List<String> chosen) {
            return (int) chosen.stream()
                    .map(seats::get)
                    .map(seat -> beside(seat, -1))
                    .filter(before -> before == null || !chosen.contains(before.id()))
                    .count();
        }

        /** The fewest pieces, by trying every number of seats from every run. */
        int fewest() {
            var fewest = new TreeMap<Integer, Integer>(Map.of(0, 0));
            for (var first : open()) {
                var before = beside(first, -1);
                if (before != null && isOpen(before)) {
                    continue;
                }
                int length = 1;
                while (beside(first, length) instanceof HallSeat next && isOpen(next)) {
                    length++;
                }
                for (var had : new TreeMap<>(fewest).entrySet()) {
                    for (int more = 1; more <= length; more++) {
                        fewest.merge(had.getKey() + more, had.getValue() + 1, Math::min);
                    }
                }
            }
            return fewest.get(wanted.count());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_best_seats_keep_every_rule(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < HALLS; i++) {
            var drawn = new Drawn(random);
            var chosen = drawn.choose(drawn.wanted);
            assertThat(chosen)
                    .as("hall %d of seed %d, %s", i, seed, drawn.wanted)
                    .satisfies(seats -> holds(drawn, chosen));
        }
    }

    private static void holds(Drawn drawn, List<String> chosen) {
        int count = drawn.wanted.count();
        assertThat(chosen).hasSize(drawn.open().size() >= count ? count : 0);
        assertThat(chosen).doesNotHaveDuplicates();
        assertThat(chosen).allMatch(seat -> drawn.isOpen(drawn.seats.get(seat)));
        if (chosen.isEmpty()) {
            return;
        }
        assertThat(drawn.pieces(chosen)).as("pieces").isEqualTo(drawn.fewest());
        var runs = drawn.runs(count);
        assertThat(drawn.pieces(chosen) == 1).as("side by side").isEqualTo(!runs.isEmpty());
        if (drawn.strands(chosen)) {
            assertThat(runs).as("none leaves a seat alone").allMatch(drawn::strands);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void seats_chosen_by_hand_leave_nobody_alone_or_there_are_others(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < HALLS; i++) {
            var drawn = new Drawn(random);
            var free = new ArrayList<>(drawn.seats.keySet());
            free.removeIf(seat -> !drawn.isFree(drawn.seats.get(seat)));
            Collections.shuffle(free, random);
            var chosen = free.subList(0, Math.min(1 + random.nextInt(3), free.size()));
            assertThat(LeftAlone.leavesAlone(drawn.hall, chosen, NOW, drawn.claimed::contains))
                    .as("hall %d of seed %d: %s", i, seed, chosen)
                    .isEqualTo(drawn.strands(chosen));
            LeftAlone.instead(drawn.hall, chosen, NOW, drawn.claimed::contains)
                    .ifPresent(others -> assertThat(others)
                            .hasSameSizeAs(chosen)
                            .doesNotHaveDuplicates()
                            .allMatch(seat -> drawn.isFree(drawn.seats.get(seat)))
                            .satisfies(
                                    seats -> assertThat(drawn.strands(others)).isFalse()));
        }
    }
}
