package encore.benchmark;

import encore.benchmark.Operation.Load;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Measures what is only read, beside constant answers of the same size. */
final class Reads {

    static final String[] READING = {"dates", "seats-50", "seats-10000", "unchanged"};

    private final Bench bench;
    private final int floorPort;

    Reads(Bench bench, int floorPort) {
        this.bench = bench;
        this.floorPort = floorPort;
    }

    void measure(Loads loads) throws Exception {
        if (Bench.isAnyChosen(READING)) {
            constant(floorPort, 1_000)
                    .at(LoadLevel.full(SpeedBenchmark.FLOOR_WARM_UP))
                    .send(loads.anybody(), 200);
        }
        read(loads, "dates", "available dates", loads.dates(), loads::dates);
        read(loads, "seats-50", "seat map, 50 seats", loads.seatMap(), loads::seatMap);
        if (!Bench.isAnyChosen("seats-10000", "unchanged")) {
            return;
        }
        var path = Loads.API + "/performances/"
                + FreeSeats.announce(loads.server(), 100, Instant.now().plus(Duration.ofDays(100)))
                + "/seats";
        if (Bench.isChosen("seats-10000")) {
            int size = sizeOf(loads, path);
            bench.measure(
                    loads.server(),
                    new Operation(
                            "seats-10000",
                            "seat map, 10,000 seats",
                            pace -> loads.largeSeatMap(path, pace),
                            "HTTP floor: p50",
                            pace -> constant(floorPort, size)
                                    .at(Loads.large(pace))
                                    .blind()
                                    .send(loads.anybody(), 200),
                            (run, beside) -> run.p50() / beside.p50(),
                            Aim.atMost(3)));
        }
        if (Bench.isChosen("unchanged")) {
            bench.measure(
                    loads.server(),
                    Operation.of(
                            "unchanged",
                            "seat map, 10,000 seats, unchanged",
                            pace -> loads.unchanged(path, pace),
                            "HTTP floor",
                            pace -> constant(floorPort, 0).at(pace).send(loads.anybody(), 200),
                            Aim.atLeast(0.7)));
        }
    }

    private void read(Loads loads, String key, String name, String path, Load load)
            throws Exception {
        if (Bench.isChosen(key)) {
            int size = sizeOf(loads, path);
            bench.measure(
                    loads.server(),
                    Operation.of(
                            key,
                            name,
                            load,
                            "HTTP floor",
                            pace -> constant(floorPort, size).at(pace).send(loads.anybody(), 200),
                            Aim.atLeast(0.7)));
        }
    }

    private static int sizeOf(Loads loads, String path) {
        return loads.server()
                .shop()
                .get(
                        path.substring(Loads.API.length()),
                        Map.of("Waiting-Token", loads.crowd.people(1).getFirst()))
                .is(200)
                .body()
                .length();
    }

    static Wrk constant(int floorPort, int size) {
        return Wrk.get(floorPort, "/constant/" + size).cycling();
    }
}
