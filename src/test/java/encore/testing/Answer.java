package encore.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server answered, byte for byte. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    public JsonNode get(String field) {
        assertThat(json().has(field)).as("%s in %s", field, body).isTrue();
        return json().get(field);
    }

    public String text(String field) {
        return get(field).asString();
    }

    public long number(String field) {
        assertThat(get(field).isIntegralNumber()).as("%s in %s", field, body).isTrue();
        return get(field).asLong();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    /** Where the thing just begun or made is, after {@code /api/v1}. */
    public String location() {
        return header("Location").substring("/api/v1".length());
    }

    /** The stable name of the refusal. */
    public String code() {
        return text("code");
    }

    /** Asserts success, and goes on. */
    public Answer is(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    /** Asserts a problem document as {@code api.md} has it, and goes on. */
    public Answer isRefused(int expected, String code) {
        assertThat(status).as(body).isEqualTo(expected);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(code()).isEqualTo(code);
        assertThat(number("status")).isEqualTo(expected);
        assertThat(text("type")).isNotBlank();
        assertThat(text("title")).isNotBlank();
        assertThat(text("detail")).isNotBlank();
        assertThat(text("instance")).startsWith("/");
        assertThat(body).doesNotContain("encore.", "Exception", "axon", "java.", "select ");
        return this;
    }
}
