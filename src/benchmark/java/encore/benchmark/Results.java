package encore.benchmark;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All results of a benchmark: a table to read, JSON to keep, and a page to look at. */
final class Results {

    private static final Path DIRECTORY = Path.of("target/benchmark");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String HEAD = """
            | operation | a second | p50 | p99 | p99.9 | errors | floor | against | median |\
             least to most | aim | reached | heap, resident MB |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    private final Map<String, Object> setting = new LinkedHashMap<>();
    private final List<Result> results = new ArrayList<>();

    Results(int runs, int seconds) {
        setting.put("at", Instant.now().toString());
        setting.put("processors", Runtime.getRuntime().availableProcessors());
        setting.put(
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        setting.put("java", System.getProperty("java.vm.version"));
        setting.put("serverArguments", System.getProperty("server.jvm", ""));
        setting.put("aotCache", Server.isTrained());
        setting.put("repetitions", runs);
        setting.put("secondsEach", seconds);
    }

    /** Keeps it, and writes all there is so far: who stops the benchmark early has that. */
    void add(Result result) throws IOException {
        results.add(result);
        System.out.println(row(result));
        if (!result.note().isEmpty()) {
            System.out.println("  " + result.note());
        }
        var all = new LinkedHashMap<>(setting);
        all.put("results", results);
        Files.createDirectories(DIRECTORY);
        Files.writeString(
                DIRECTORY.resolve("speed.json"),
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all));
        Files.writeString(DIRECTORY.resolve("speed.html"), Report.of(setting, results));
    }

    void print() {
        System.out.printf("%n%s%n%s%n", setting, HEAD);
        results.forEach(result -> System.out.println(row(result)));
        results.stream()
                .filter(result -> !result.note().isEmpty())
                .forEach(result ->
                        System.out.println("- " + result.operation() + ": " + result.note()));
    }

    private static String row(Result r) {
        return "| "
                + String.join(
                        " | ",
                        r.operation(),
                        whole(r.median(Measure::perSecond)),
                        Aim.number(r.median(Measure::p50)),
                        Aim.number(r.median(Measure::p99)),
                        Aim.number(r.median(Measure::p999)),
                        Long.toString(r.errors()),
                        r.floors().isEmpty()
                                ? ""
                                : whole(Result.median(r.floors(), Measure::perSecond)),
                        r.against(),
                        Aim.number(r.verdict()),
                        Aim.number(Measure.least(r.judged())) + " to "
                                + Aim.number(Measure.most(r.judged())),
                        r.aim() == null ? "" : r.aim().toString(),
                        r.reached(),
                        r.memory() == null
                                ? ""
                                : r.memory().heap() + ", " + r.memory().resident())
                + " |";
    }

    private static String whole(double number) {
        return "%,.0f".formatted(number);
    }
}
