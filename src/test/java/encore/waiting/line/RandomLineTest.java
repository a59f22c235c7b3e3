package encore.waiting.line;

import com.zaxxer.hikari.HikariDataSource;
import encore.kernel.LineName;
import encore.testing.BesideServers;
import encore.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.fail;

/**
 * What nodes know of a line, some that have followed it from the beginning and some that have read
 * it from the tables, beside a list that does the same: while people join, leave, are let in, time
 * out, fall silent and come back, lobbies open and are shuffled, in an order drawn at random.
 */
@BesideServers
class RandomLineTest {

    private static HikariDataSource connections;

    private record Step(LineStep.Kind kind, long dice) {}

    @BeforeAll
    static void begin() {
        connections = new HikariDataSource();
        connections.setJdbcUrl(TestDatabase.create() + "&reWriteBatchedInserts=true");
        connections.setMaximumPoolSize(2);
        Flyway.configure().dataSource(connections).load().migrate();
    }

    @AfterAll
    static void end() {
        connections.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void in_a_short_line_all_nodes_answer_as_a_list_does(long seed) {
        for (int run = 0; run < 12; run++) {
            var random = new Random(seed * 1_000 + run);
            check(Stream.generate(() -> LineStep.Kind.any(random))
                    .limit(120)
                    .map(kind -> new Step(kind, random.nextLong()))
                    .toList());
        }
    }

    /** So long that those who are gone are left out, more than once. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void in_a_long_line_all_nodes_answer_as_a_list_does(long seed) {
        var random = new Random(seed);
        check(IntStream.range(0, 160)
                .mapToObj(n -> new Step(
                        n % 40 < 7
                                ? LineStep.Kind.CROWD
                                : n % 40 == 20 || n % 40 == 30
                                        ? LineStep.Kind.EXODUS
                                        : LineStep.Kind.any(random),
                        random.nextLong()))
                .toList());
    }

    private static void check(List<Step> steps) {
        var failed = failureOf(steps);
        if (failed != null) {
            var few = Shrinking.fewest(steps, fewer -> failureOf(fewer) != null);
            fail("fails after " + few, failureOf(few));
        }
    }

    private static Throwable failureOf(List<Step> steps) {
        boolean isDefault = steps.isEmpty() || steps.getFirst().dice() % 2 == 0;
        var jdbc = new JdbcTemplate(connections);
        var line = new LineStep(isDefault ? LineName.DEFAULT : new LineName("vip"), jdbc);
        try {
            for (var step : steps) {
                line.take(step.kind(), new Random(step.dice()));
            }
            return null;
        } catch (AssertionError | RuntimeException e) {
            return e;
        }
    }
}
