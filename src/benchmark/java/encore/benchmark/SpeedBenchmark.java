package encore.benchmark;

import encore.benchmark.Operation.Load;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;

/**
 * How fast the packaged server is over HTTP, beside what the machine can do at all: what durable
 * storing alone costs, and what HTTP alone costs. The invariants are checked after each operation.
 *
 * <p>{@code -Dquick} prints the same table in minutes;
 * {@code -Doperations=issue,charge} chooses some; {@code -Druns}, {@code -Dseconds} (of a run),
 * {@code -Dwarmup} and {@code -Dconnections} change how; {@code -Dserver.jvm} goes to the server.
 */
class SpeedBenchmark {

    private static final Path DATA = Path.of("target/benchmark");
    private static final int WAITING =
            Integer.getInteger("waiting", Bench.IS_QUICK ? 2_000 : 100_000);
    private static final int COLD_SECONDS = 10;
    static final int FLOOR_WARM_UP = 2 * Bench.WARM_UP;
    private static final String[] WRITING = {
        "charge",
        "lag",
        "one-account",
        "reserve",
        "one-seat",
        "best",
        "pay",
        "journey",
        "one-client"
    };
    private static final String ISSUE = "TokenIssued";
    private static final String CHARGE = "PointCharged";
    private static final String RESERVE = "SeatHeld ReservationOpened";
    private static final String COMBINED = "combined floor";
    private static final String CHARGING = "{\"amount\":1000}";
    private static final String RESERVING = "{\"seatId\":\"" + "0".repeat(42) + "\"}";
    private static final String JOINING = "{\"userId\":\"person-000000@example.com\"}";
    private static final List<String> PAY = List.of(
            "PaymentRequested", "PointDeducted", "SeatSold", "ReservationPaid TokenExpired");

    private final Bench bench = new Bench();

    @Test
    void speed() throws Exception {
        Wrk.isThere();
        FileSystemUtils.deleteRecursively(DATA);
        int floorPort = Server.freePort();
        try (var floor = Jvm.start(
                DATA.resolve("log/floor.txt"),
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        HttpFloor.class.getName(),
                        Integer.toString(floorPort)),
                "Started HttpFloor")) {
            if (Bench.isChosen("on-sale")) {
                new OnSale(bench, DATA).measure();
            }
            if (Bench.isLongOneChosen("elsewhere")) {
                new OnSale(bench, DATA).readsElsewhere();
            }
            if (Bench.isLongOneChosen("cold")) {
                cold();
            }
            if (Bench.isAnyChosen(WRITING) || Bench.isAnyChosen(Reads.READING)) {
                try (var server = Server.start(DATA.resolve("data"))) {
                    server.isDurable();
                    var loads = new Loads(server);
                    writing(loads, new CombinedFloor(floorPort, server));
                    alone(loads);
                    server.isIntact();
                    new Reads(bench, floorPort).measure(loads);
                }
            }
            if (Bench.isAnyChosen("poll", "issue")) {
                waiting(floorPort);
            }
            if (Bench.isAnyLongOneChosen(LongLine.OPERATIONS)) {
                new LongLine(bench, DATA, floorPort).measure();
            }
            if (Bench.isLongOneChosen("growth") || Bench.isLongOneChosen("history")) {
                new Growth(bench, DATA).measure();
            }
            System.out.println("The HTTP floor holds " + floor.residentMegabytes() + " MB.");
        } finally {
            bench.results().print();
        }
    }

    private void writing(Loads loads, CombinedFloor floor) throws Exception {
        write(loads, floor, "charge", "charge, distinct accounts", loads::charge, CHARGING, CHARGE);
        if (Bench.isLongOneChosen("lag")) {
            lag(loads);
        }
        if (Bench.isChosen("one-account")) {
            measure(
                    loads,
                    commits(
                            loads.server(),
                            "one-account",
                            "charge, one account",
                            loads::chargeOne,
                            null,
                            CHARGE));
        }
        write(
                loads,
                floor,
                "reserve",
                "reserve, distinct seats",
                loads::reserve,
                RESERVING,
                RESERVE);
        if (Bench.isChosen("one-seat")) {
            measure(
                    loads,
                    new Operation(
                            "one-seat",
                            "1,000 clients, one seat",
                            pace -> loads.crowdForOneSeat(),
                            "1,000 clients, 1,000 seats: p99",
                            pace -> loads.crowdForManySeats(),
                            (run, beside) -> run.p99() / beside.p99(),
                            Aim.atMost(3)));
        }
        if (Bench.isChosen("best")) {
            var groups = new Groups(loads);
            measure(
                    loads,
                    Operation.of(
                            "best",
                            "best available, 1 to 6 at once",
                            groups::best,
                            "the same groups by hand",
                            groups::byHand,
                            null));
            groups.report(bench.results(), Bench.RUNS);
        }
        if (Bench.isChosen("pay")) {
            measure(loads, Operation.of("pay", "pay", loads::pay, COMBINED, paying(floor), null));
        }
        if (Bench.isChosen("journey")) {
            var journeys = new Journeys(loads.server(), loads.seats);
            measure(
                    loads,
                    Operation.of(
                            "journey",
                            "issue, reserve, charge, pay",
                            journeys::run,
                            COMBINED,
                            CombinedFloor.oneAfterTheOther(List.of(
                                    floor.of("join", JOINING, ISSUE, "TokenActivated"),
                                    floor.of("reserve", RESERVING, RESERVE),
                                    floor.of("charge", CHARGING, CHARGE),
                                    paying(floor))),
                            Aim.atLeast(0.7)));
        }
    }

    private void alone(Loads loads) throws Exception {
        if (Bench.isChosen("one-client")) {
            bench.alone(loads.server(), "charge", loads::charge, 1);
            bench.alone(loads.server(), "reserve", loads::reserve, 1);
            bench.alone(loads.server(), "pay", loads::pay, 3);
        }
    }

    /** An on-sale begins after a deploy. */
    private void cold() throws Exception {
        var first = new ArrayList<Measure>();
        var warm = new ArrayList<Measure>();
        for (int n = 0; n < Bench.RUNS; n++) {
            try (var server = Server.start(DATA.resolve("cold-" + n))) {
                var loads = new Loads(server);
                first.add(loads.charge(LoadLevel.full(COLD_SECONDS)));
                loads.charge(LoadLevel.full(12 * Bench.WARM_UP));
                warm.add(loads.charge(LoadLevel.full(Bench.SECONDS)));
            }
        }
        bench.results()
                .add(new Result(
                        "charge, first 10 s after a start",
                        "warm",
                        Aim.atLeast(0.5),
                        IntStream.range(0, first.size())
                                .mapToObj(n ->
                                        first.get(n).perSecond() / warm.get(n).perSecond())
                                .toList(),
                        first,
                        warm,
                        null,
                        Server.isTrained() ? "with the AOT cache" : "without an AOT cache"));
    }

    private static Load paying(CombinedFloor floor) {
        return floor.of(
                "pay",
                "{\"reservationId\":\"" + "0".repeat(36) + "\"}",
                PAY.toArray(String[]::new));
    }

    private void write(
            Loads loads,
            CombinedFloor floor,
            String key,
            String name,
            Load load,
            String body,
            String events)
            throws Exception {
        if (Bench.isChosen(key)) {
            var most = measure(
                    loads,
                    Operation.of(
                            key,
                            name,
                            load,
                            COMBINED,
                            floor.of(key, body, events),
                            Aim.atLeast(0.8)));
            if (!Bench.IS_QUICK) {
                measure(loads, commits(loads.server(), key, name, load, null, events));
                bench.atHalf(loads.server(), name, load, most);
                loads.server().isIntact();
            }
        }
    }

    private static Operation commits(
            Server server, String key, String name, Load load, Aim aim, String... transactions) {
        return Operation.of(
                key,
                name,
                load,
                "commit floor",
                pace -> CommitFloor.of(server, transactions).measure(pace.seconds()),
                aim);
    }

    private void lag(Loads loads) throws Exception {
        var runs = new ArrayList<Measure>();
        var lags = new ArrayList<Lag.Found>();
        loads.charge(LoadLevel.full(Bench.SECONDS));
        for (int n = 0; n < Bench.RUNS; n++) {
            var lines = loads.chargeable(LoadLevel.full(Bench.SECONDS));
            var charges = new FutureTask<>(
                    () -> loads.charging().at(LoadLevel.full(Bench.SECONDS)).send(lines, 201));
            lags.add(new Lag(loads.server()).during(new Thread(charges)));
            runs.add(charges.get());
        }
        var last = lags.getLast();
        var growth = lags.stream().mapToDouble(Lag.Found::growth).max().orElse(0);
        bench.results()
                .add(new Result(
                        "charge, until the history shows it",
                        "p99 of the lag, ms",
                        Aim.millis(100),
                        lags.stream().map(Lag.Found::p99).toList(),
                        runs,
                        List.of(),
                        Bench.memory(loads.server()),
                        ("the last time: p50 %.0f ms, at most %.0f ms, asking took %.0f %% of the"
                                        + " time of one connection; the last fifth of a run was at"
                                        + " most %.1f times its first")
                                .formatted(
                                        last.p50(), last.max(), 100 * last.shareOfTime(), growth)));
        loads.server().isIntact();
    }

    /**
     * Measures it, then audits the ledger: a fast run that sold a seat twice has failed. The quick
     * table is audited once, when all is written.
     */
    private double measure(Loads loads, Operation operation) throws Exception {
        double aSecond = bench.measure(loads.server(), operation);
        if (!Bench.IS_QUICK) {
            loads.server().isIntact();
        }
        return aSecond;
    }

    /** A server whose places are all taken, so that everybody else waits. */
    private void waiting(int floorPort) throws Exception {
        try (var server = Server.start(DATA.resolve("waiting"), 1)) {
            var crowd = new Crowd(server);
            crowd.join(Crowd.strangers(WAITING + 1));
            var waiting = crowd.waiting();
            var loads = new Loads(server);
            write(
                    loads,
                    new CombinedFloor(floorPort, server),
                    "issue",
                    "issue a token, %,d waiting".formatted(WAITING),
                    loads::issue,
                    JOINING,
                    ISSUE);
            if (!Bench.isChosen("poll")) {
                return;
            }
            var size = server.shop()
                    .get("/tokens/me", Map.of("Waiting-Token", waiting.getLast()))
                    .is(200)
                    .body()
                    .length();
            bench.measure(
                    server,
                    Operation.of(
                            "poll",
                            "poll, %,d waiting".formatted(WAITING),
                            pace -> loads.poll(waiting, pace),
                            "HTTP floor",
                            pace -> Reads.constant(floorPort, size)
                                    .at(pace)
                                    .send(Loads.alone(waiting), 200),
                            Aim.atLeast(0.7)));
        }
    }
}
