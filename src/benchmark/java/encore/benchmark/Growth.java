package encore.benchmark;

import encore.benchmark.Operation.Load;
import encore.platform.database.EmbeddedDatabase;
import encore.testing.Superuser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same after a million events as on an empty store, and on a long account as on a short. */
final class Growth {

    private static final int EVENTS = Integer.getInteger("events", 1_000_000);
    private static final int EVENTS_A_PERSON = 12;
    private static final int SHORT = 10;
    private static final int LONG = 10_000;
    private static final int SHORT_ACCOUNTS = 100;
    private static final int LONG_ACCOUNTS = 10;
    private static final int CONNECTIONS = 50;
    private static final List<String> READ_MODELS =
            List.of("balance", "calendar", "history", "line", "mine", "payment", "seatmap");
    private static final Aim AIM = Aim.atLeast(0.9);

    private final Bench bench;
    private final Path large;
    private final Path small;

    Growth(Bench bench, Path data) {
        this.bench = bench;
        this.large = data.resolve("large");
        this.small = data.resolve("small");
    }

    void measure() throws Exception {
        // Makes the schema. The past is planted behind the server's back, as read by everybody, for
        // read models are sooner built anew than read along.
        Server.start(large).close();
        plant();
        try (var server = Server.start(large)) {
            READ_MODELS.forEach(server::rebuild);
            awaitSeals(server);
            if (Bench.isLongOneChosen("growth")) {
                try (var empty = Server.start(small)) {
                    besideAnEmptyStore(new Loads(server), new Loads(empty));
                    empty.isIntact();
                }
                server.isIntact();
            }
        }
        if (Bench.isLongOneChosen("history")) {
            // Started anew, so that nothing is remembered.
            try (var server = Server.start(large)) {
                besideAShortAccount(new Loads(server));
                server.isIntact();
            }
        }
    }

    private void plant() throws IOException, SQLException {
        try (var postgres = new EmbeddedDatabase(large, CONNECTIONS);
                var connection = Superuser.of(large, postgres.url()).getConnection()) {
            var jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            long planted = PlantedPast.plant(jdbc, EVENTS / EVENTS_A_PERSON);
            planted += accounts(jdbc, "short-", SHORT_ACCOUNTS, SHORT);
            planted += accounts(jdbc, "long-", LONG_ACCOUNTS, LONG);
            jdbc.sql("""
                    update token_entry
                       set token = convert_to(format('{"index":%s,"gaps":[]}',
                               (select max(global_index) from domain_event_entry)), 'UTF8'),
                           token_type =
                               'org.axonframework.eventhandling.GapAwareTrackingToken',
                           owner = null
                    """).update();
            System.out.printf("%,d events planted%n", planted);
        }
    }

    private static int accounts(JdbcClient jdbc, String name, int accounts, int lines) {
        return jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                select 'points:' || name || account, line, 'PointAccount', gen_random_uuid(),
                       'PointCharged', '2026-11-01T10:00:00Z', convert_to(json_build_object(
                           'user', name || account, 'charge', gen_random_uuid(), 'amount', 1,
                           'balance', line + 1)::text, 'UTF8'), '{}'
                  from (values (?)) named (name), generate_series(1, ?) account,
                       generate_series(0, ? - 1) line
                 order by line, account
                """).params(name, accounts, lines).update();
    }

    private static void awaitSeals(Server server) {
        server.awaitReaders();
        while (server.jdbc().sql("""
                select coalesce((select max(last_position) from seal), 0)
                     < (select max(global_index) from domain_event_entry)
                """).query(Boolean.class).single()) {
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void besideAnEmptyStore(Loads large, Loads small) throws Exception {
        grown(large, "issue a token", large::issue, small, small::issue);
        grown(large, "charge", large::charge, small, small::charge);
        grown(large, "reserve", large::reserve, small, small::reserve);
        grown(large, "look at one's token", large::look, small, small::look);
        grown(large, "available dates", large::dates, small, small::dates);
        grown(large, "seat map, 50 seats", large::seatMap, small, small::seatMap);
    }

    private void grown(Loads large, String name, Load afterMany, Loads small, Load onEmpty)
            throws Exception {
        bench.warm(small.server(), onEmpty);
        bench.measure(
                large.server(),
                Operation.of(
                        "growth",
                        "%s, after %,d events".formatted(name, EVENTS),
                        afterMany,
                        "an empty store",
                        onEmpty,
                        AIM));
    }

    private void besideAShortAccount(Loads loads) throws Exception {
        loads.crowd.join(
                Stream.concat(names("short-", SHORT_ACCOUNTS), names("long-", LONG_ACCOUNTS))
                        .toList());
        var shorts = called(loads, "short-", SHORT_ACCOUNTS);
        var longs = called(loads, "long-", LONG_ACCOUNTS);
        loads.charge(LoadLevel.full(Bench.SECONDS));
        var coldShort = loads.chargeOnce(shorts);
        var coldLong = loads.chargeOnce(longs);
        bench.results()
                .add(new Result(
                        "charge, 10,000 lines, after a restart",
                        "10 lines: p50",
                        AIM,
                        List.of(coldShort.p50() / coldLong.p50()),
                        List.of(coldLong),
                        List.of(coldShort),
                        null,
                        "each account for the first time;"
                                + " p50 %.1f ms beside %.1f ms"
                                        .formatted(coldLong.p50(), coldShort.p50())));
        bench.measure(
                loads.server(),
                Operation.of(
                        "history",
                        "charge, 10,000 lines",
                        pace -> loads.chargeByTurns(longs, pace),
                        "10 lines",
                        pace -> loads.chargeByTurns(shorts, pace),
                        AIM));
        bench.measure(
                loads.server(),
                Operation.of(
                        "history",
                        "newest history, 10,000 lines",
                        pace -> loads.history(longs, pace),
                        "10 lines",
                        pace -> loads.history(shorts, pace),
                        AIM));
    }

    private static Stream<String> names(String name, int number) {
        return IntStream.rangeClosed(1, number).mapToObj(n -> name + n);
    }

    private static List<String> called(Loads loads, String name, int number) {
        var found = loads.crowd.called(name);
        while (found.size() < number) {
            LockSupport.parkNanos(100_000_000);
            found = loads.crowd.called(name);
        }
        return found;
    }
}
