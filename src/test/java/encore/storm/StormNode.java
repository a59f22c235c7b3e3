package encore.storm;

import encore.testing.Shop;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A whole server in a process of its own, that can be paused, killed and started again. */
final class StormNode implements AutoCloseable {

    static final int CAPACITY = 30;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final Path directory;
    private final Path clock;
    private final String database;
    private final int port;
    private Process process;
    private int starts;

    StormNode(String name, Path directory, String database) throws IOException {
        this.name = name;
        this.directory = directory;
        this.clock = directory.resolve(name + ".clock");
        this.database = database;
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        stepClock(Duration.ZERO);
    }

    /** What it said since it was started last. */
    Path log() {
        return directory.resolve(name + "-" + starts + ".log");
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    Shop shop() {
        return new Shop(port);
    }

    void start() throws IOException {
        starts++;
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SteppedClock.Node.class.getName(),
                        "--server.port=" + port,
                        "--spring.datasource.url=" + database,
                        "--storm.clock=" + clock,
                        "--encore.sample-data=false",
                        "--encore.operator.password=secret",
                        "--encore.security.open=true",
                        "--encore.waiting.capacity=" + CAPACITY,
                        "--encore.waiting.active-for=15s",
                        "--encore.reservation.hold-for=10s",
                        "--encore.reservation.returned-within=2s",
                        "--encore.reservation.lapsed-within=1s",
                        "--encore.reservation.seats-per-user=100",
                        "--encore.limits.calls.burst=1000000",
                        "--encore.limits.joins.burst=1000000",
                        "--encore.limits.early-polls.burst=1000000",
                        "--encore.waiting.signing-key=a-key-for-tests-that-is-long-enough")
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    void awaitReady() throws IOException, InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(240);
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > patience) {
                throw new AssertionError(name + " is not ready:\n" + Files.readString(log()));
            }
            Thread.sleep(100);
        }
    }

    private boolean isReady() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create("http://localhost:" + port
                                                    + "/actuator/health/readiness"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void signal(String signal) throws IOException, InterruptedException {
        Shell.signal(signal, process.pid());
    }

    /** Stops it in peace, or at once, and waits until it is gone. */
    void end(String signal) throws IOException, InterruptedException {
        signal(signal);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not end");
        }
    }

    void stepClock(Duration by) throws IOException {
        var next = Files.writeString(directory.resolve(name + ".clock.next"), by.toMillis() + "");
        Files.move(
                next,
                clock,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        if (process != null) {
            // That ends a paused one too.
            process.destroyForcibly().onExit().join();
        }
    }
}
