package encore.benchmark;

import encore.benchmark.Operation.Load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs what is to be measured: warm-up, repetitions, and what memory it took. */
final class Bench {

    /** {@code -Dquick}: the same table in minutes, from one repetition each. */
    static final boolean IS_QUICK = System.getProperty("quick") != null;

    static final int RUNS = Integer.getInteger("runs", IS_QUICK ? 1 : 5);
    static final int SECONDS = Integer.getInteger("seconds", IS_QUICK ? 2 : 4);

    static final int WARM_UP = Integer.getInteger("warmup", IS_QUICK ? 1 : 10);

    /** The first operation of a server has most of it compiled. */
    private static final int WARM_UP_OF_A_SERVER = 12 * WARM_UP;

    /** Of a floor: there is little to compile. */
    private static final int WARM_UP_OF_A_FLOOR = 4 * WARM_UP;

    private static final Set<String> CHOSEN =
            Set.copyOf(Arrays.asList(System.getProperty("operations", "").split(",")));

    private final Set<Server> warmed = new HashSet<>();
    private final Set<String> warmedFloors = new HashSet<>();
    private final Results results = new Results(RUNS, SECONDS);

    Results results() {
        return results;
    }

    static boolean isChosen(String operation) {
        return CHOSEN.contains("") || CHOSEN.contains(operation);
    }

    /** One that takes long is left out of the quick table, unless it is asked for. */
    static boolean isLongOneChosen(String operation) {
        return CHOSEN.contains("") ? !IS_QUICK : CHOSEN.contains(operation);
    }

    static boolean isAnyChosen(String... operations) {
        return Arrays.stream(operations).anyMatch(Bench::isChosen);
    }

    static boolean isAnyLongOneChosen(String... operations) {
        return Arrays.stream(operations).anyMatch(Bench::isLongOneChosen);
    }

    /** Has what an operation needs compiled. */
    void warm(Server server, Load load) throws Exception {
        load.run(LoadLevel.full(warmed.add(server) ? WARM_UP_OF_A_SERVER : WARM_UP));
    }

    /** Measures it, floor and operation by turns; answers with what an operation does a second. */
    double measure(Server server, Operation operation) throws Exception {
        warm(server, operation.load());
        operation
                .floor()
                .run(LoadLevel.full(
                        warmedFloors.add(operation.against()) ? WARM_UP_OF_A_FLOOR : WARM_UP));
        var judged = new ArrayList<Double>();
        var runs = new ArrayList<Measure>();
        var floors = new ArrayList<Measure>();
        for (int n = 0; n < RUNS; n++) {
            server.awaitQuiet();
            floors.add(operation.floor().run(LoadLevel.full(SECONDS)));
            runs.add(operation.load().run(LoadLevel.full(SECONDS)));
            judged.add(operation.compare().applyAsDouble(runs.getLast(), floors.getLast()));
        }
        var result = new Result(
                operation.name(),
                operation.against(),
                operation.aim(),
                judged,
                runs,
                floors,
                memory(server),
                "");
        results.add(result);
        return result.median(Measure::perSecond);
    }

    /** How long an answer takes at half of what it does at most. */
    void atHalf(Server server, String name, Load load, double most) throws Exception {
        var runs = new ArrayList<Measure>();
        for (int n = 0; n < RUNS; n++) {
            server.awaitQuiet();
            runs.add(load.run(LoadLevel.steady(SECONDS, most / 2)));
        }
        results.add(new Result(
                name + ", at half of that",
                "p99, ms",
                Aim.millis(25),
                runs.stream().map(Measure::p99).toList(),
                runs,
                List.of(),
                memory(server),
                "sent late: %s ms at p99, %s ms at most"
                        .formatted(
                                runs.stream()
                                        .mapToDouble(Measure::lateP99)
                                        .max()
                                        .orElse(0),
                                runs.stream()
                                        .mapToDouble(Measure::lateMax)
                                        .max()
                                        .orElse(0))));
    }

    /** How long an answer takes when nobody else asks. */
    void alone(Server server, String name, Load load, double aim) throws Exception {
        var one = new LoadLevel(SECONDS, 1, 0);
        load.run(one);
        var runs = new ArrayList<Measure>();
        for (int n = 0; n < RUNS; n++) {
            server.awaitQuiet();
            runs.add(load.run(one));
        }
        results.add(new Result(
                name + ", one client",
                "p50, ms",
                Aim.millis(aim),
                runs.stream().map(Measure::p50).toList(),
                runs,
                List.of(),
                memory(server),
                ""));
    }

    static Result.Memory memory(Server server) throws IOException, InterruptedException {
        return new Result.Memory(server.jvm().heapMegabytes(), server.jvm().residentMegabytes());
    }
}
