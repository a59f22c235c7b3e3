package encore.audit;

import encore.testing.OverHttp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Who may not ask about the past, and what can't be asked. */
class AuditRefusalTest extends OverHttp {

    private static final String YEAR = "2026-01-01T00:00:00Z";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/audit/points/ann",
                "/audit/performances/none/seats",
                "/audit/line?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z"
            })
    void only_the_operator_may_ask(String path) {
        shop.get(path, Map.of()).isRefused(401, "OPERATOR_REQUIRED");
        shop.get(path, Map.of("Authorization", "Basic b3BlcmF0b3I6d3Jvbmc="))
                .isRefused(401, "OPERATOR_REQUIRED");
        shop.get(path, Map.of("Waiting-Token", shop.customer("ann").token()))
                .isRefused(401, "OPERATOR_REQUIRED");
    }

    @ParameterizedTest
    @CsvSource({
        "at, /audit/points/ann?at=yesterday",
        "at, /audit/points/ann?at=2026-12-24",
        "limit, /audit/points/ann?limit=0",
        "limit, /audit/points/ann?limit=1001",
        "after, /audit/points/ann?after=-2",
        "userId, /audit/points/a%20b",
        "at, /audit/performances/none/seats?at=2026",
        "at, /audit/performances/none/seats?at=",
        "id, /audit/performances/a%20b/seats",
        "from, /audit/line?to=" + YEAR,
        "to, /audit/line?from=" + YEAR,
        "from, /audit/line?from=now&to=" + YEAR,
        "to, /audit/line?from=" + YEAR + "&to=2025-12-31T23:59:59Z",
        "to, /audit/line?from=" + YEAR + "&to=2026-02-01T00:00:00.001Z",
        "limit, /audit/line?from=" + YEAR + "&to=" + YEAR + "&limit=1001"
    })
    void what_is_asked_has_a_shape_and_limits(String field, String path) {
        var refused = shop.operator("GET", path, null).isRefused(400, "INVALID_REQUEST");
        assertThat(refused.get("errors").get(0).get("field").asString()).isEqualTo(field);
    }
}
