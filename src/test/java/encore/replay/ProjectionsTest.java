package encore.replay;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The operator sees how every read model stands. */
class ProjectionsTest extends OverHttp {

    private static final List<String> ALL = List.of(
            "balance",
            "calendar",
            "history",
            "line",
            "mine",
            "payment",
            "programme",
            "seatmap",
            "wish");

    @Test
    void every_read_model_tells_how_it_stands() {
        shop.customer("ann").charges(5).is(201);
        var projections = shop.operator("GET", "/projections", null).is(200).get("projections");
        assertThat(projections.valueStream().map(p -> p.get("name").asString()))
                .containsExactlyElementsOf(ALL);
        for (var projection : projections) {
            assertThat(projection.get("processor").asString())
                    .isEqualTo("projection-" + projection.get("name").asString());
            assertThat(projection.get("state").asString()).isIn("CURRENT", "CATCHING_UP");
            assertThat(projection.get("lag").get("events").asLong())
                    .isEqualTo(projection.get("head").asLong()
                            - projection.get("position").asLong());
            assertThat(projection.get("lastError").isNull()).isTrue();
            assertThat(projection.get("deadLetters").asLong()).isZero();
            assertThat(projection.get("segments").get(0).get("node").asString()).isNotBlank();
        }
    }

    @Test
    void a_model_that_lags_says_by_how_much() {
        pause("projection-balance");
        try {
            var ann = shop.customer("ann");
            ann.charges(5).is(201);
            ann.charges(6).is(201);
            var balance = shop.operator("GET", "/projections", null)
                    .get("projections")
                    .get(0);
            assertThat(balance.get("state").asString()).isEqualTo("CATCHING_UP");
            assertThat(balance.get("lag").get("events").asLong()).isGreaterThanOrEqualTo(2);
            assertThat(balance.get("lag").get("seconds").asDouble()).isPositive();
        } finally {
            resume("projection-balance");
        }
    }

    @Test
    void what_is_not_there_and_who_may_not() {
        shop.operator("POST", "/projections/nothing/rebuilds", null)
                .isRefused(404, "PROJECTION_NOT_FOUND");
        shop.operator("GET", "/projections/line/rebuilds/nothing", null)
                .isRefused(404, "REBUILD_NOT_FOUND");
        var path = shop.operator("POST", "/projections/line/rebuilds", null)
                .is(202)
                .location();
        shop.operator("GET", path.replace("line", "mine"), null)
                .isRefused(404, "REBUILD_NOT_FOUND");
        shop.get("/projections", Map.of()).isRefused(401, "OPERATOR_REQUIRED");
        shop.send("POST", "/api/v1/projections/line/rebuilds", null, Map.of())
                .isRefused(401, "OPERATOR_REQUIRED");
        endOf(path);
    }
}
