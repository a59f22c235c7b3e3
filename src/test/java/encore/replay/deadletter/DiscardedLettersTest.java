package encore.replay.deadletter;

import encore.testing.HeldLock;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

import javax.sql.DataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A dead letter can be given up: it is told who did so and why, and what waited behind goes on. */
@Import(Poison.Config.class)
class DiscardedLettersTest extends OverHttp {

    private static final String HISTORY = "/projections/history/dead-letters";
    private static final String DISCARDED = HISTORY + "/discarded?limit=100";

    @Autowired
    private Poison poison;

    @Autowired
    private DataSource database;

    @AfterEach
    void nothingIsLeft() {
        poison.mend();
        shop.operator("POST", HISTORY + "/retries", null).is(200);
    }

    /** Somebody with so many charges, none of which the history could take in. */
    private Person spoilt(int charges) {
        var person = shop.customer("ann");
        poison.spoil("points:" + person.name());
        for (int amount = 1; amount <= charges; amount++) {
            person.charges(amount).is(201);
        }
        written();
        return person;
    }

    private String firstLetterOf(Person person) {
        return shop.operator("GET", HISTORY + "?limit=100", null)
                .is(200)
                .get("letters")
                .valueStream()
                .filter(letter ->
                        letter.get("sequence").asString().equals("points:" + person.name()))
                .findFirst()
                .orElseThrow()
                .get("letterId")
                .asString();
    }

    private static List<Long> amounts(Person person) {
        return person.get("/points/history").is(200).get("entries").values().stream()
                .map(entry -> entry.get("amount").asLong())
                .toList();
    }

    @Test
    void it_is_told_who_and_why_and_what_waited_behind_it_goes_on() {
        var ann = spoilt(3);
        var letter = firstLetterOf(ann);
        poison.mend();

        var given = shop.operator(
                        "DELETE", HISTORY + "/" + letter + "?reason=never%20happened", null)
                .is(200);

        assertThat(given.text("letterId")).isEqualTo(letter);
        assertThat(given.text("discardedBy")).isEqualTo("operator");
        assertThat(given.text("reason")).isEqualTo("never happened");
        assertThat(given.text("type")).isEqualTo("PointCharged");
        assertThat(given.text("cause")).isEqualTo("IllegalStateException: no line for 0");
        assertThat(given.number("retried")).isEqualTo(2);
        assertThat(given.number("left")).isZero();
        assertThat(amounts(ann)).containsExactly(3L, 2L);
        assertThat(shop.operator("GET", DISCARDED, null)
                        .is(200)
                        .get("letters")
                        .valueStream()
                        .map(told -> told.get("letterId").asString()))
                .containsOnlyOnce(letter);
        shop.operator("DELETE", HISTORY + "/" + letter + "?reason=again", null)
                .isRefused(404, "DEAD_LETTER_NOT_FOUND");
    }

    @Test
    void what_is_discarded_is_not_in_a_rebuilt_model_either() {
        var ann = spoilt(2);
        poison.mend();
        long before = shop.operator("GET", DISCARDED, null).get("letters").size();
        shop.operator("DELETE", HISTORY + "/" + firstLetterOf(ann) + "?reason=x", null)
                .is(200);
        for (var which : List.of("verifications", "rebuilds")) {
            var ended = endOf("history", which);
            assertThat(ended.text("state")).as(ended.body()).isEqualTo("COMPLETED");
            assertThat(ended.number("putAside")).isEqualTo(before + 1);
            assertThat(ended.get("check").get("same").asBoolean())
                    .as(ended.body())
                    .isTrue();
        }
        ann.charges(3).is(201);
        assertThat(amounts(ann)).containsExactly(3L, 2L);
    }

    @Test
    void what_was_recorded_stays_as_it_is() {
        shop.operator("DELETE", HISTORY + "/" + firstLetterOf(spoilt(1)) + "?reason=x", null)
                .is(200);
        for (var change : List.of(
                "update discarded_letter set reason = 'y'",
                "delete from discarded_letter",
                "truncate discarded_letter")) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> jdbc.sql(change).update());
        }
    }

    @Test
    void nobody_discards_without_a_reason_or_without_being_the_operator() {
        var ann = spoilt(1);
        var path = HISTORY + "/" + firstLetterOf(ann);
        for (var reason : List.of(
                "",
                "?reason=",
                "?reason=%20",
                "?reason=a%00b",
                "?reason=a%0D%0Ab",
                "?reason=" + "x".repeat(501))) {
            assertThat(shop.operator("DELETE", path + reason, null)
                            .isRefused(400, "INVALID_REQUEST")
                            .get("errors")
                            .get(0)
                            .get("field")
                            .asString())
                    .isEqualTo("reason");
        }
        shop.send("DELETE", "/api/v1" + path + "?reason=x", null, Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
        shop.operator("DELETE", HISTORY + "/none?reason=x", null)
                .isRefused(404, "DEAD_LETTER_NOT_FOUND");
        shop.operator("DELETE", "/projections/points/dead-letters/none?reason=x", null)
                .isRefused(404, "PROJECTION_NOT_FOUND");
        assertThat(firstLetterOf(ann)).as("still there").isNotBlank();
    }

    /** It is kept from ending by somebody who reads, until the letter is taken in. */
    @Test
    void a_rebuild_that_is_overtaken_by_a_retry_begins_again() throws SQLException {
        var ann = spoilt(1);
        try (var reader = HeldLock.by("lock table point_history in access share mode", database)) {
            var path = shop.operator("POST", "/projections/history/rebuilds", null)
                    .is(202)
                    .location();
            eventually(() -> !shop.operator("GET", path, null).get("check").isNull());
            long aside = shop.operator("GET", path, null).number("putAside");
            poison.mend();
            shop.operator("POST", HISTORY + "/" + firstLetterOf(ann) + "/retries", null)
                    .is(200);
            reader.letGo();

            var ended = endOf(path);

            assertThat(ended.text("state")).as(ended.body()).isEqualTo("COMPLETED");
            assertThat(ended.number("putAside")).isEqualTo(aside - 1);
        }
        assertThat(amounts(ann)).containsExactly(1L);
        assertThat(endOf("history", "verifications").get("check").get("same").asBoolean())
                .isTrue();
    }
}
