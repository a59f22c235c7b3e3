package encore.benchmark;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Joining, looking, coming in and following with few waiting and with a million; what a person who
 * waits takes of the memory, and a start with so many. {@code -Dlines=1000,100000} chooses others.
 */
final class LongLine {

    static final String[] OPERATIONS = {"join", "look", "line", "admissions", "streams"};

    private static final List<Integer> LENGTHS = Arrays.stream(
                    System.getProperty("lines", "1000,100000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int STREAMS = Integer.getInteger("streams", 10_000);
    private static final int ASKING = 100_000;
    private static final int ADMITTED = 20_000;
    private static final String JOINING = "{\"userId\":\"waiter-0000000@example.com\"}";

    private final Bench bench;
    private final Path data;
    private final int floorPort;

    /** Of the shortest line, in MB. */
    private long heapOfFew;

    LongLine(Bench bench, Path data, int floorPort) {
        this.bench = bench;
        this.data = data;
        this.floorPort = floorPort;
    }

    void measure() throws Exception {
        for (int waiting : LENGTHS) {
            var path = data.resolve("line-" + waiting);
            // Makes the schema.
            Server.start(path, 1).close();
            PlantedLine.plant(path, waiting);
            long start = System.nanoTime();
            try (var server = Server.start(path, 1)) {
                started(server, waiting, start);
                measure(server, waiting);
                server.isIntact();
            }
        }
    }

    private void started(Server server, int waiting, long start) throws Exception {
        var first = new Crowd(server).waiting(1).getFirst();
        server.shop().get("/tokens/me", Map.of("Waiting-Token", first)).is(200);
        double seconds = (System.nanoTime() - start) / 1e9;
        told(
                waiting,
                "start until the first is told the place, s",
                seconds,
                Aim.atMost(30),
                server);
        long heap = server.jvm().heapMegabytes();
        if (heapOfFew == 0) {
            heapOfFew = heap;
        } else {
            double more = (heap - heapOfFew) * 1_048_576.0 / (waiting - LENGTHS.getFirst());
            told(waiting, "heap of a person, bytes", more, Aim.atMost(150), server);
        }
    }

    private void measure(Server server, int waiting) throws Exception {
        var loads = new Loads(server);
        if (Bench.isLongOneChosen("join")) {
            var floor = new CombinedFloor(floorPort, server);
            for (int connections : new int[] {32, 256}) {
                compare(
                        server,
                        named(waiting, "join, %d connections".formatted(connections)),
                        pace -> loads.issue(LoadLevel.full(pace.seconds(), connections)),
                        "combined floor",
                        pace -> floor.of("join", JOINING, "TokenIssued")
                                .run(LoadLevel.full(pace.seconds(), connections)));
            }
        }
        if (Bench.isLongOneChosen("look")) {
            var people = loads.crowd.waiting(ASKING);
            compare(
                    server,
                    named(waiting, "look at one's place"),
                    pace -> loads.poll(people, pace),
                    "HTTP floor",
                    pace -> Reads.constant(floorPort, 450).at(pace).send(List.of("\t"), 200));
        }
        if (Bench.isLongOneChosen("line")) {
            compare(
                    server,
                    named(waiting, "look at the line"),
                    loads::line,
                    "HTTP floor",
                    pace -> Reads.constant(floorPort, 200).at(pace).send(List.of("\t"), 200));
        }
        if (Bench.isLongOneChosen("admissions")) {
            admissions(server, waiting);
        }
        if (Bench.isLongOneChosen("streams")) {
            streams(server, waiting, loads.crowd);
        }
    }

    private void compare(
            Server server, String name, Operation.Load load, String against, Operation.Load floor)
            throws Exception {
        bench.measure(server, Operation.of("line", name, load, against, floor, Aim.atLeast(0.7)));
    }

    /** Room is made for many at once. */
    private void admissions(Server server, int waiting) throws Exception {
        int more = Math.min(ADMITTED, waiting / 2);
        long capacity = inside(server) + more;
        long start = System.nanoTime();
        hasRoomFor(server, capacity);
        while (inside(server) < capacity) {
            LockSupport.parkNanos(10_000_000);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        told(waiting, "admitted a second, of %,d".formatted(more), more / seconds, null, server);
    }

    private void streams(Server server, int waiting, Crowd crowd) throws Exception {
        int open = Math.min(STREAMS, waiting / 4);
        server.awaitQuiet();
        long before = server.jvm().heapMegabytes();
        try (var followers = Followers.of(server.port(), crowd.waiting(open))) {
            double each = (server.jvm().heapMegabytes() - before) * 1_048_576.0 / open;
            told(waiting, "heap of a stream, bytes, of %,d".formatted(open), each, null, server);
            long start = System.nanoTime();
            hasRoomFor(server, inside(server) + open);
            var millis = followers.millisToAdmission(start);
            told(
                    waiting,
                    "streams: all of %,d are told that they are in, ms".formatted(open),
                    millis[millis.length - 1],
                    null,
                    server);
        }
    }

    private static long inside(Server server) {
        return server.jdbc()
                .sql("select inside from line_room where line = 'default'")
                .query(Long.class)
                .single();
    }

    private static void hasRoomFor(Server server, long capacity) {
        server.shop()
                .operator("PATCH", "/line", Map.of("capacity", capacity, "reason", "measured"))
                .is(200);
    }

    private static String named(int waiting, String name) {
        return "%s, %,d waiting".formatted(name, waiting);
    }

    private void told(int waiting, String name, double value, Aim aim, Server server)
            throws Exception {
        bench.results()
                .add(new Result(
                        named(waiting, name),
                        "",
                        aim,
                        List.of(value),
                        List.of(Measure.of(1, 1)),
                        List.of(),
                        Bench.memory(server),
                        ""));
    }
}
