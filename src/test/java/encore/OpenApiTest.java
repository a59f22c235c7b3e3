package encore;

import encore.shop.OverHttp;
import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/** The API's own description has every call, and no other. */
class OpenApiTest extends OverHttp {

    @Test
    void every_call_is_described_and_no_other() {
        var document = shop.send("GET", "/v3/api-docs", null, Map.of()).is(200).json();
        var calls = new TreeSet<String>();
        document.get("paths").properties().forEach(path -> path.getValue().properties()
                .forEach(call -> calls.add(call.getKey().toUpperCase() + " " + path.getKey())));
        assertThat(calls).containsExactlyInAnyOrder(
                "POST /api/v1/tokens", "GET /api/v1/tokens/me", "DELETE /api/v1/tokens/me",
                "GET /api/v1/performances", "POST /api/v1/performances",
                "GET /api/v1/performances/{id}/seats",
                "POST /api/v1/reservations", "GET /api/v1/reservations/{id}",
                "DELETE /api/v1/reservations/{id}",
                "POST /api/v1/points/charges", "GET /api/v1/points", "GET /api/v1/points/history",
                "POST /api/v1/payments", "GET /api/v1/payments/{id}",
                "GET /api/v1/audit/points/{userId}",
                "GET /api/v1/audit/performances/{id}/seats", "GET /api/v1/audit/line",
                "GET /api/v1/projections", "POST /api/v1/projections/{name}/rebuilds",
                "GET /api/v1/projections/{name}/rebuilds/{id}",
                "DELETE /api/v1/projections/{name}/rebuilds/{id}",
                "POST /api/v1/projections/{name}/verifications",
                "GET /api/v1/projections/{name}/verifications/{id}",
                "DELETE /api/v1/projections/{name}/verifications/{id}",
                "GET /api/v1/projections/{name}/dead-letters",
                "GET /api/v1/projections/{name}/dead-letters/{letterId}",
                "DELETE /api/v1/projections/{name}/dead-letters/{letterId}",
                "GET /api/v1/projections/{name}/dead-letters/discarded",
                "POST /api/v1/projections/{name}/dead-letters/retries",
                "POST /api/v1/projections/{name}/dead-letters/{letterId}/retries",
                "POST /api/v1/audits", "GET /api/v1/audits/{id}",
                "GET /api/v1/audit/seals/newest");
    }

    @Test
    void ids_are_strings_and_the_caller_is_a_header() {
        var document = shop.send("GET", "/v3/api-docs", null, Map.of()).is(200).json();
        var reserve = document.at("/paths/~1api~1v1~1reservations/post");
        assertThat(reserve.get("security").toString()).contains("Waiting-Token");
        assertThat(reserve.get("parameters").toString()).contains("Idempotency-Key")
                .doesNotContain("caller");
        var request = document.at("/components/schemas/ReservationRequest/properties");
        assertThat(request.at("/seatId/type").asString()).isEqualTo("string");
        assertThat(reserve.at("/responses").has("201")).isTrue();
    }

    @Test
    void there_is_a_page() {
        assertThat(shop.send("GET", "/swagger-ui/index.html", null, Map.of()).is(200).body())
                .contains("Swagger UI");
    }
}
