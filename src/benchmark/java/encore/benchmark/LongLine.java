package encore.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
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
    private static final int ROUNDS = 20;
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
            var soon = new ArrayList<Double>();
            int few = open / 100;
            for (int n = 0; n < ROUNDS; n++) {
                soon.addAll(millisUntilTold(server, followers, few));
            }
            Collections.sort(soon);
            told(
                    waiting,
                    "room for %,d until each of %,d streams is told: p99, ms".formatted(few, open),
                    soon.get((int) Math.ceil(0.99 * soon.size()) - 1),
                    Aim.atMost(1_000),
                    server);
            int rest = open - ROUNDS * few;
            told(
                    waiting,
                    "room for %,d until all are told, ms".formatted(rest),
                    Collections.max(millisUntilTold(server, followers, rest)),
                    null,
                    server);
        }
    }

    /** Room is made for so many more of the followers. */
    private static List<Double> millisUntilTold(Server server, Followers followers, int more)
            throws Exception {
        long capacity = inside(server) + more;
        var made = new FutureTask<Void>(() -> hasRoomFor(server, capacity), null);
        long start = System.nanoTime();
        Thread.ofVirtual().start(made);
        var millis = followers.millisToAdmission(start, more);
        made.get();
        return millis;
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
