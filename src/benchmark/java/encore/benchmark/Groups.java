package encore.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Groups of one to six who fill a hall of 10,000 seats, so many at once: each is told the best
 * seats there are, or asks for seats side by side that nobody else asks for. No group may be
 * refused.
 */
final class Groups {

    private static final int ROWS = Integer.getInteger("groups.rows", 100);
    private static final int SEATS_A_ROW = 100;
    private static final int LARGEST = 6;
    private static final int LONGEST_SECONDS = 300;
    private static final Duration FAR_AWAY = Duration.ofDays(100);

    private final Loads loads;
    private final List<List<Integer>> rows = new ArrayList<>();
    private final List<Measure> filled = new ArrayList<>();

    Groups(Loads loads) {
        this.loads = loads;
        var random = new Random(1);
        for (int row = 0; row < ROWS; row++) {
            var groups = new ArrayList<Integer>();
            for (int left = SEATS_A_ROW; left > 0; left -= groups.getLast()) {
                groups.add(Math.min(left, 1 + random.nextInt(LARGEST)));
            }
            rows.add(groups);
        }
    }

    Measure best(LoadLevel pace) throws Exception {
        var hall = hall();
        var measure = fill(
                pace,
                """
                {"performanceId":"%s","count":%%s}""".formatted(hall),
                rows.stream().flatMap(List::stream).map(String::valueOf).toList());
        filled.add(measure);
        return measure;
    }

    Measure byHand(LoadLevel pace) throws Exception {
        var hall = hall();
        var chosen = new ArrayList<String>();
        for (int row = 1; row <= ROWS; row++) {
            int first = 1;
            for (int count : rows.get(row - 1)) {
                var place = hall + "-1-" + row + "-";
                chosen.add(IntStream.range(first, first + count)
                        .mapToObj(number -> '"' + place + number + '"')
                        .collect(Collectors.joining(",")));
                first += count;
            }
        }
        return fill(pace, "{\"seatIds\":[%s]}", chosen);
    }

    private String hall() {
        return FreeSeats.announce(loads.server(), ROWS, Instant.now().plus(FAR_AWAY));
    }

    /** Each line is a group; the run is over when all have their seats. */
    private Measure fill(LoadLevel pace, String body, List<String> groups) throws Exception {
        var people = loads.crowd.people(groups.size());
        var lines = IntStream.range(0, groups.size())
                .mapToObj(n -> people.get(n) + "\t" + groups.get(n))
                .toList();
        var measure = Wrk.post(loads.server().port(), Loads.API + "/reservations", body)
                .connections(pace.connections())
                .seconds(LONGEST_SECONDS)
                .send(lines, 201);
        if (measure.requests() != lines.size()) {
            throw new AssertionError(measure.requests() + " of " + lines.size() + " answered");
        }
        return measure;
    }

    /** Adds how many seats that was a second, the last so many times. */
    void report(Results results, int runs) throws Exception {
        var seats = filled.subList(filled.size() - runs, filled.size()).stream()
                .map(measure -> Measure.of((long) ROWS * SEATS_A_ROW, measure.seconds()))
                .toList();
        results.add(new Result(
                "best available, seats",
                "seconds to fill the hall",
                null,
                seats.stream().map(Measure::seconds).toList(),
                seats,
                List.of(),
                null,
                "%,d groups".formatted(rows.stream().mapToInt(List::size).sum())));
    }
}
