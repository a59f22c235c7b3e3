package encore.training;

import encore.platform.database.EmbeddedDatabase;
import encore.testing.Person;
import encore.testing.Shop;
import org.springframework.util.FileSystemUtils;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the AOT cache that the packaged server starts with (JEP 514, 515): its classes, loaded and
 * linked, and what HotSpot has learnt of its methods, while people buy tickets as on an on-sale
 * day. Then starts the server with it, as nobody else would tell that a cache can't be used.
 *
 * <p>Arguments: the directory of {@code encore.jar} and {@code lib}, and the options it will be run
 * with. {@code -Daot.java} names the {@code java} that will run it, if it is another than this.
 */
final class TrainingRun {

    private static final int ROWS = 100;
    private static final int SEATS_A_ROW = 100;
    private static final int PRICE = 100;
    private static final int PEOPLE_AT_ONCE = 16;
    private static final Duration OPEN = Duration.ofSeconds(Integer.getInteger("seconds", 20));
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DATABASE_CONNECTIONS = 40;
    private static final int JOURNEYS_AT_LEAST = 100;

    private final Path directory;
    private final List<String> options;
    private final EmbeddedDatabase database;
    private final AtomicInteger journeys = new AtomicInteger();

    private TrainingRun(Path directory, List<String> options, EmbeddedDatabase database) {
        this.directory = directory;
        this.options = options;
        this.database = database;
    }

    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[0]).toAbsolutePath();
        var cache = directory.resolve("encore.aot");
        Files.deleteIfExists(cache);
        var data = Files.createTempDirectory("encore-training");
        try (var database = new EmbeddedDatabase(data, DATABASE_CONNECTIONS)) {
            var run = new TrainingRun(directory, List.of(args).subList(1, args.length), database);
            run.serve("-XX:AOTCacheOutput=" + cache, run::sell);
            run.serve("-XX:AOTMode=on -XX:AOTCache=" + cache, shop -> {});
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        System.out.printf("%s: %,d bytes%n", cache, Files.size(cache));
    }

    private interface Day {
        void of(Shop shop) throws Exception;
    }

    /** Starts the server, and stops it when the day is over. */
    private void serve(String option, Day day) throws Exception {
        int port = freePort();
        var log = directory.resolveSibling("training.txt");
        var command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of(option.split(" ")));
        command.addAll(List.of(
                "-jar",
                directory.resolve("encore.jar").toString(),
                "--server.port=" + port,
                "--encore.data=" + directory.resolveSibling("training"),
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + database.user(),
                "--spring.datasource.password=" + database.password(),
                "--encore.security.open=true",
                "--encore.operator.password=secret",
                "--encore.limits.joins.burst=1000000"));
        var server = new ProcessBuilder(command)
                .directory(directory.getParent().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
        var patience = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.readString(log).contains("Started Encore")) {
            if (!server.isAlive() || System.nanoTime() > patience) {
                throw new IllegalStateException("did not start:\n" + Files.readString(log));
            }
            LockSupport.parkNanos(100_000_000);
        }
        day.of(new Shop(port));
        server.destroy();
        if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            server.destroyForcibly();
            throw new IllegalStateException("did not stop:\n" + Files.readString(log));
        }
    }

    private static String java() {
        var named = System.getProperty("aot.java", "");
        return named.isEmpty()
                ? Path.of(System.getProperty("java.home"), "bin", "java").toString()
                : named;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void sell(Shop shop) throws Exception {
        var performance = shop.schedule(
                        "Piano Night",
                        Instant.now().plus(Duration.ofDays(30)),
                        List.of(Map.of(
                                "name",
                                "Floor",
                                "rows",
                                ROWS,
                                "seatsPerRow",
                                SEATS_A_ROW,
                                "price",
                                PRICE)))
                .is(201)
                .text("performanceId");
        var seats = new ConcurrentLinkedQueue<>(IntStream.range(0, ROWS * SEATS_A_ROW)
                .mapToObj(n -> "%s-1-%d-%d"
                        .formatted(performance, n / SEATS_A_ROW + 1, n % SEATS_A_ROW + 1))
                .toList());
        long end = System.nanoTime() + OPEN.toNanos();
        Callable<Void> buying = () -> {
            while (System.nanoTime() < end && !seats.isEmpty()) {
                buy(shop, performance, seats.poll(), seats.poll());
            }
            return null;
        };
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : people.invokeAll(
                    Stream.generate(() -> buying).limit(PEOPLE_AT_ONCE).toList())) {
                one.get();
            }
        }
        shop.operator("GET", "/projections", null).is(200);
        if (journeys.get() < JOURNEYS_AT_LEAST) {
            throw new IllegalStateException("only " + journeys + " journeys to learn from");
        }
        System.out.println(journeys + " journeys");
    }

    /** Somebody who changes their mind once. */
    private void buy(Shop shop, String performance, String seat, String another) {
        var person = shop.customer("ann");
        look(person, performance);
        person.cancels(person.reserves(another).is(201).text("reservationId")).is(204);
        var reservation = person.reserves(seat).is(201).text("reservationId");
        person.charges(PRICE).is(201);
        person.get("/points/history").is(200);
        person.looks().is(200);
        person.pays(reservation);
        journeys.incrementAndGet();
    }

    private static void look(Person person, String performance) {
        var day = Instant.now().plus(Duration.ofDays(30)).toString().substring(0, 10);
        person.get("/performances?from=" + day + "&to=" + day).is(200);
        // Ten thousand seats: now and then, or nothing else would be learnt.
        if (person.name().hashCode() % 10 == 0) {
            var map = person.get(
                            "/performances/" + performance + "/seats",
                            Map.of("Accept-Encoding", "identity"))
                    .is(200);
            person.get(
                    "/performances/" + performance + "/seats",
                    Map.of("If-None-Match", map.header("ETag")));
        }
    }
}
