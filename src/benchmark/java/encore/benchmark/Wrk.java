package encore.benchmark;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs wrk, the load tool, with one of our scripts; see there for its lines and options. */
record Wrk(String script, int port, int connections, int seconds, List<String> options) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path SCRIPTS = Path.of("src/benchmark/resources");
    private static final String REQUESTS = "requests.lua";
    private static final int TO_FINISH = 60;
    private static final Path TARGET = Path.of("target/benchmark");
    private static final int LONGEST_SALE = 600;

    /** Stops at once where there is no wrk, rather than after the servers have started. */
    static void isThere() throws InterruptedException {
        try {
            new ProcessBuilder("wrk", "-v")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "wrk is not on the PATH. Install it: the package is"
                            + " called wrk in Debian, Ubuntu and Homebrew (4.1 or newer).",
                    e);
        }
    }

    static Wrk get(int port, String path) {
        return new Wrk(
                REQUESTS, port, 64, 1, List.of("method=GET", "path=" + path, "responses=yes"));
    }

    static Wrk post(int port, String path, String body) {
        return new Wrk(
                REQUESTS,
                port,
                64,
                1,
                List.of("method=POST", "path=" + path, "body=" + body, "responses=yes"));
    }

    /** People who come in for so long as the pace says, and buy a seat of this price each. */
    static Wrk journeys(int port, int price, LoadLevel pace) {
        return new Wrk(
                "journeys.lua",
                port,
                pace.connections(),
                pace.seconds() + TO_FINISH,
                List.of("price=" + price, "open=" + pace.seconds()));
    }

    /** A crowd of so many people of that name, each of whom buys up to so many seats. */
    static Wrk onSale(
            int port,
            int connections,
            String name,
            int people,
            int most,
            String performance,
            String dates) {
        return new Wrk(
                "on-sale.lua",
                port,
                connections,
                LONGEST_SALE,
                List.of(
                        "price=" + FreeSeats.PRICE,
                        "name=" + name,
                        "people=" + people,
                        "most=" + most,
                        "performance=" + performance,
                        "dates=" + dates));
    }

    Wrk connections(int number) {
        return new Wrk(script, port, number, seconds, options);
    }

    Wrk seconds(int number) {
        return new Wrk(script, port, connections, number, options);
    }

    Wrk at(LoadLevel pace) {
        var wrk = connections(pace.connections()).seconds(pace.seconds());
        return pace.rate() == 0 ? wrk : wrk.with("rate=" + pace.rate());
    }

    /** Begins anew after the last line. */
    Wrk cycling() {
        return with("cycle=yes");
    }

    Wrk header(String line) {
        return with("header=" + line);
    }

    /** Statuses are not counted: large answers cost wrk too much to look at. */
    Wrk blind() {
        return new Wrk(
                script,
                port,
                connections,
                seconds,
                options.stream()
                        .filter(option -> !option.startsWith("responses="))
                        .toList());
    }

    private Wrk with(String option) {
        var more = new ArrayList<>(options);
        more.add(option);
        return new Wrk(script, port, connections, seconds, more);
    }

    /** Sends what the lines say: for a request, a waiting token, a tab, and what it is about. */
    Measure send(List<String> lines) throws IOException, InterruptedException {
        return JSON.readValue(run(lines), Measure.class);
    }

    /** A crowd that buys these seats until none is left. */
    Sale sell(List<String> seats) throws IOException, InterruptedException {
        var sale = JSON.readValue(run(seats), Sale.class);
        assertThat(sale.errors().entrySet())
                .as("%s", sale)
                .allMatch(error -> error.getKey().equals("status") || error.getValue() == 0);
        return sale;
    }

    /** Answers with the line of JSON that the script prints. */
    private String run(List<String> lines) throws IOException, InterruptedException {
        assertThat(lines).isNotEmpty();
        Files.createDirectories(TARGET);
        var file = Files.createTempFile(TARGET, "lines-", ".txt");
        Files.write(file, lines);
        var command = new ArrayList<>(List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--timeout",
                "60s",
                "-s",
                SCRIPTS.resolve(script).toString(),
                "http://127.0.0.1:" + port,
                "--",
                "connections=" + connections,
                "lines=" + file));
        command.addAll(options);
        var wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(wrk.getInputStream().readAllBytes());
        assertThat(wrk.waitFor(1, TimeUnit.MINUTES)).isTrue();
        Files.delete(file);
        return said.lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError("wrk ended with " + wrk.exitValue() + ": " + said));
    }

    /** The same, where every answer must be of this status and none may be missing. */
    Measure send(List<String> lines, int expected) throws IOException, InterruptedException {
        var measure = send(lines);
        var errors = measure.errors().entrySet().stream()
                .filter(e -> e.getValue() > 0)
                .toList();
        assertThat(errors).as("%s %s", options, measure.statuses()).isEmpty();
        assertThat(measure.statuses().keySet())
                .as("%s", options)
                .allMatch(status -> status.equals(Integer.toString(expected)));
        assertThat(measure.requests()).as("%s", options).isPositive();
        return measure;
    }
}
