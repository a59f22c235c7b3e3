package encore.benchmark;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;

/** thin */
class SpeedBenchmark {

    private static final int RUNS = Integer.getInteger("runs", 5);
    private static final int SECONDS = Integer.getInteger("seconds", 4);

    @Test
    void speed() throws Exception {
        Wrk.isThere();
        try (var server = Server.start(Path.of("target/benchmark/data"))) {
            server.isDurable();
            var crowd = new Crowd(server);
            var charge = Wrk.post(server.port(), "/api/v1/points/charges", "{\"amount\":1000}")
                    .seconds(SECONDS);
            var people = crowd.people(10_000).stream().map(person -> person + "\t").toList();
            charge.send(people, 201);
            for (int run = 0; run < RUNS; run++) {
                var floor = CommitFloor.of(server, "PointCharged").perSecond(SECONDS);
                var measure = charge.send(people, 201);
                System.out.printf("charge %.0f/s p50 %.1f p99 %.1f floor %.0f ratio %.2f%n",
                        measure.perSecond(), measure.p50(), measure.p99(), floor,
                        measure.perSecond() / floor);
            }
            server.isIntact();
            System.out.println(server.jvm().heapMegabytes() + " MB, resident "
                    + server.jvm().residentMegabytes());
        }
    }
}
