package encore.readmodel;

import encore.testing.TestDatabase;
import jakarta.persistence.Id;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a draft has written is what was done to its rows, however few of them it kept. */
class DraftTest {

    private static final Instant NOON = Instant.parse("2026-12-24T12:00:00.123Z");

    private final JdbcTemplate jdbc =
            new JdbcTemplate(new SingleConnectionDataSource(TestDatabase.create(), true));

    enum Colour {
        RED,
        GREEN
    }

    /** A column of each kind there is. */
    @jakarta.persistence.Table(name = "chair")
    static class Chair {

        @Id
        String chairId;

        long price;
        int rowNumber;
        Long balance;
        Colour colour;
        Instant heldUntil;
        LocalDate day;

        static Chair of(String id, long price) {
            var chair = new Chair();
            chair.chairId = id;
            chair.price = price;
            return chair;
        }
    }

    @BeforeEach
    void createTheTable() {
        jdbc.execute("create schema beside");
        jdbc.execute("create table beside.chair (chair_id text primary key, price bigint,"
                + " row_number integer, balance bigint, colour text, held_until timestamptz,"
                + " day date)");
    }

    private Map<String, Long> written() {
        return jdbc
                .query(
                        "select chair_id, price from beside.chair",
                        (row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 100})
    void however_few_rows_it_keeps(int keep) {
        var draft = Draft.aside(jdbc, "beside", keep);
        var chairs = draft.rows(TableMapping.of(Chair.class));
        var expected = new TreeMap<String, Long>();
        var random = new Random(keep);
        for (int n = 0; n < 1_500; n++) {
            var id = "chair-" + random.nextInt(12);
            long price = n;
            switch (random.nextInt(4)) {
                case 0 -> {
                    chairs.put(Chair.of(id, price));
                    expected.put(id, price);
                }
                case 1 -> {
                    chairs.remove(id);
                    expected.remove(id);
                }
                default -> {
                    if (expected.containsKey(id)) {
                        chairs.change(id, chair -> chair.price += price);
                        expected.merge(id, price, Long::sum);
                    }
                }
            }
            if (random.nextInt(5) == 0) {
                draft.write();
                assertThat(draft.changed()).isZero();
                assertThat(written()).isEqualTo(expected);
            }
        }
    }

    @Test
    void every_kind_of_column_is_written_and_read() {
        var draft = Draft.aside(jdbc, "beside", 0);
        var chairs = draft.rows(TableMapping.of(Chair.class));
        var chair = Chair.of("a", 45_000);
        chair.rowNumber = 7;
        chair.balance = 5L;
        chair.colour = Colour.GREEN;
        chair.heldUntil = NOON;
        chair.day = LocalDate.parse("2026-12-24");
        chairs.put(chair);
        chairs.put(Chair.of("b,{\"'\\}", 1));
        draft.write();

        chairs.change("a", read -> {
            assertThat(read).usingRecursiveComparison().isEqualTo(chair);
            read.balance = null;
            read.colour = null;
            read.heldUntil = null;
            read.day = null;
        });
        chairs.change("b,{\"'\\}", read -> read.price++);
        draft.write();

        chairs.change(
                "a",
                read -> assertThat(read)
                        .usingRecursiveComparison()
                        .ignoringFields("balance", "colour", "heldUntil", "day")
                        .isEqualTo(chair));
        draft.write();
        assertThat(written()).isEqualTo(Map.of("a", 45_000L, "b,{\"'\\}", 2L));
        assertThat(jdbc.queryForObject(
                        "select count(*) from beside.chair where balance is null"
                                + " and colour is null and held_until is null and day is null"
                                + " and chair_id = 'a'",
                        Integer.class))
                .isEqualTo(1);
    }

    @Test
    void a_row_that_is_not_there_cannot_be_changed() {
        var draft = Draft.aside(jdbc, "beside", 10);
        var chairs = draft.rows(TableMapping.of(Chair.class));
        chairs.change("nowhere", chair -> chair.price = 1);
        assertThatThrownBy(draft::write).hasMessage("no row nowhere in chair");

        var another = Draft.aside(jdbc, "beside", 10);
        another.rows(TableMapping.of(Chair.class)).remove("gone");
        assertThatThrownBy(() -> another.rows(TableMapping.of(Chair.class))
                        .change("gone", chair -> chair.price = 1))
                .hasMessage("no row gone in chair");
    }
}
