package encore.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java program in a process of its own, on the JDK that runs the benchmark. */
final class Jvm implements AutoCloseable {

    private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
    private static final Duration TO_START = Duration.ofMinutes(3);
    private static final Duration TO_STOP = Duration.ofMinutes(1);

    private final Process process;
    private final Path log;

    private Jvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it, and comes back when its log says that it is up. */
    static Jvm start(Path log, List<String> arguments, String whenUp) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var command = new ArrayList<>(List.of(BIN.resolve("java").toString()));
        command.addAll(arguments);
        var jvm = new Jvm(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start(),
                log);
        // Should the benchmark itself be stopped, PostgreSQL must not stay behind.
        Runtime.getRuntime().addShutdownHook(new Thread(jvm.process::destroy));
        var patience = System.nanoTime() + TO_START.toNanos();
        while (!jvm.log().contains(whenUp)) {
            if (!jvm.process.isAlive() || System.nanoTime() > patience) {
                throw new IllegalStateException("did not start:\n" + jvm.log());
            }
            LockSupport.parkNanos(50_000_000);
        }
        return jvm;
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** Seconds of processor time so far. */
    double processorSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** What the process holds of the machine's memory, in MB. */
    long residentMegabytes() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What lives on the heap after a full collection, in MB. */
    long heapMegabytes() throws IOException, InterruptedException {
        jcmd("GC.run");
        var used = Pattern.compile("used (\\d+)([KM])").matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new IllegalStateException("jcmd tells no heap");
        }
        return Long.parseLong(used.group(1)) / (used.group(2).equals("K") ? 1024 : 1);
    }

    private String jcmd(String command) throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(
                        BIN.resolve("jcmd").toString(), Long.toString(process.pid()), command)
                .redirectErrorStream(true)
                .start();
        var said = new String(jcmd.getInputStream().readAllBytes());
        jcmd.waitFor();
        return said;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
