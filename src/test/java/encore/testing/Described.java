package encore.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static encore.testing.Description.part;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Holds every answer that any test gets against the API's own description: call, status, headers,
 * media type, body, and so the code of a refusal, which each call lists by status. What succeeded
 * must have been asked for as described, too.
 */
public final class Described {

    private static final String API = "/api/v1";
    private static final String ANY_REFUSAL = "/components/schemas/Problem";

    /** Headers that tell a client something; others (Date, security's) are everybody's. */
    private static final List<String> TELLING =
            List.of("Location", "ETag", "Retry-After", "WWW-Authenticate", "Idempotent-Replayed");

    /** Of a longer list the beginning is looked at: its elements are all made alike. */
    private static final int LONGEST_LIST = 100;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Description DESCRIPTION = Description.kept();
    private static final List<Template> TEMPLATES =
            DESCRIPTION.at("/paths").propertyNames().stream()
                    .map(Template::of)
                    .sorted(Comparator.comparingInt(Template::variables))
                    .toList();

    /** An address with variables in it. */
    private record Template(String path, String[] segments, int variables) {

        static Template of(String path) {
            return new Template(path, path.split("/"), path.split("\\{", -1).length - 1);
        }

        boolean matches(String[] asked) {
            if (asked.length != segments.length) {
                return false;
            }
            for (int i = 0; i < asked.length; i++) {
                if (segments[i].startsWith("{")
                        ? asked[i].isEmpty()
                        : !segments[i].equals(asked[i])) {
                    return false;
                }
            }
            return true;
        }
    }

    private Described() {}

    /** Throws an {@link AssertionError} that says what is not as described. */
    public static void check(String method, URI address, String request, Answer answer) {
        if (!address.getPath().startsWith(API)
                || method.equals("OPTIONS")
                || answer.header("Content-Encoding") != null) {
            return;
        }
        var asked = address.getPath().split("/", -1);
        var template = TEMPLATES.stream().filter(t -> t.matches(asked)).findFirst();
        var call = method + " " + address;
        if (template.isEmpty()) {
            checkRefusal(call, answer);
            return;
        }
        var operation = "/paths" + part(template.get().path())
                + part(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT));
        if (DESCRIPTION.at(operation).isMissingNode()) {
            checkRefusal(call, answer);
        } else {
            checkAnswer(call, operation, answer);
            checkRequest(call, operation, request, answer);
        }
    }

    /** What leads nowhere is refused, in whatever way, by a problem document. */
    private static void checkRefusal(String call, Answer answer) {
        assertThat(answer.status())
                .as("%s leads nowhere: %s", call, answer.body())
                .isBetween(400, 499);
        if (!answer.body().isEmpty()) {
            assertThat(DESCRIPTION.faults(ANY_REFUSAL, JSON.readTree(answer.body())))
                    .as("%s %s", call, answer.body())
                    .allMatch(fault -> fault.contains("additional"));
        }
    }

    private static void checkAnswer(String call, String operation, Answer answer) {
        var place = operation + "/responses" + part(Integer.toString(answer.status()));
        assertThat(DESCRIPTION.at(place).isMissingNode())
                .as("%s: %s is not described: %s", call, answer.status(), start(answer.body()))
                .isFalse();
        var response = DESCRIPTION.follow(place);
        checkHeaders(call, DESCRIPTION.at(response).path("headers"), answer);
        checkBody(call, response, answer);
    }

    private static void checkHeaders(String call, JsonNode described, Answer answer) {
        for (var header : TELLING) {
            assertThat(answer.header(header) == null || described.has(header))
                    .as("%s %s: the header %s is not described", call, answer.status(), header)
                    .isTrue();
        }
    }

    private static void checkBody(String call, String response, Answer answer) {
        var content = DESCRIPTION.at(response).path("content");
        var type = String.valueOf(answer.header("Content-Type")).split(";")[0];
        if (answer.body().isEmpty() && !type.equals("text/event-stream")) {
            assertThat(content.isMissingNode() || call.startsWith("HEAD "))
                    .as("%s %s: no body", call, answer.status())
                    .isTrue();
            return;
        }
        assertThat(content.has(type))
                .as("%s %s: the media type %s is not described", call, answer.status(), type)
                .isTrue();
        if (type.endsWith("json")) {
            assertThat(DESCRIPTION.faults(
                            response + "/content" + part(type) + "/schema",
                            shortened(JSON.readTree(answer.body()))))
                    .as("%s %s: %s", call, answer.status(), start(answer.body()))
                    .isEmpty();
        }
    }

    /** What is done was asked for as described. */
    private static void checkRequest(String call, String operation, String request, Answer answer) {
        var schema = operation + "/requestBody/content/application~1json/schema";
        boolean isOptional =
                !DESCRIPTION.at(operation + "/requestBody/required").asBoolean(false);
        boolean isLeftOut = isOptional
                && request != null
                && (request.isBlank() || request.strip().equals("null"));
        if (answer.status() < 300
                && request != null
                && !isLeftOut
                && !DESCRIPTION.at(schema).isMissingNode()) {
            assertThat(DESCRIPTION.faults(schema, JSON.readTree(request)))
                    .as("%s was done though it asks for %s", call, start(request))
                    .isEmpty();
        }
    }

    private static JsonNode shortened(JsonNode body) {
        if (body instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue() instanceof ArrayNode list && list.size() > LONGEST_LIST) {
                    var beginning = object.arrayNode();
                    list.valueStream().limit(LONGEST_LIST).forEach(beginning::add);
                    field.setValue(beginning);
                }
            }
        }
        return body;
    }

    private static String start(String text) {
        return text.length() > 500 ? text.substring(0, 500) + "…" : text;
    }
}
