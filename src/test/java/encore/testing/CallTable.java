package encore.testing;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of {@code docs/api.md}: every call with its codes, and every code. */
public final class CallTable {

    private static final String PROBLEM_TYPE = "application/problem+json";

    /** What goes without saying: the page says it once. */
    private static final List<String> IMPLIED = List.of(
            "INVALID_REQUEST",
            "TOO_MANY_REQUESTS",
            "INTERNAL_SERVER_ERROR",
            "OVERLOADED",
            "UNSUPPORTED_MEDIA_TYPE",
            "TOKEN_REQUIRED",
            "TOKEN_INVALID",
            "TOKEN_EXPIRED",
            "TOKEN_NOT_ACTIVE",
            "ISSUER_KEY_REQUIRED",
            "OPERATOR_REQUIRED",
            "CROSS_SITE",
            "IDEMPOTENCY_KEY_REUSED",
            "REQUEST_IN_PROGRESS");

    private final Description description;

    private CallTable(Description description) {
        this.description = description;
    }

    public static String of(Description description) {
        var table = new CallTable(description);
        return table.calls() + "\n## Codes\n\n" + table.codes();
    }

    private String calls() {
        return description
                .at("/tags")
                .valueStream()
                .map(tag -> "## %s\n\n%s.\n\n%s"
                        .formatted(
                                tag.path("name").asString(),
                                tag.path("description").asString(),
                                calls(tag.path("name").asString())))
                .collect(Collectors.joining("\n"));
    }

    private String calls(String tag) {
        return "| call | what it does | who | answers | refuses |\n"
                + "| --- | --- | --- | --- | --- |\n"
                + description.at("/paths").properties().stream()
                        .flatMap(path -> path.getValue().properties().stream()
                                .filter(call -> call.getValue()
                                        .path("tags")
                                        .path(0)
                                        .asString()
                                        .equals(tag))
                                .map(call -> row(
                                        call.getKey().toUpperCase() + " "
                                                + path.getKey().substring("/api/v1".length()),
                                        call.getValue())))
                        .collect(Collectors.joining());
    }

    private String row(String call, JsonNode operation) {
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        call,
                        operation.path("summary").asString(),
                        who(operation),
                        answers(operation),
                        codes(operation)
                                .filter(code -> !IMPLIED.contains(code))
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(", ")));
    }

    private String who(JsonNode operation) {
        var security = operation.path("security").toString();
        var who = security.contains("operator")
                ? "operator"
                : !security.contains("waitingToken")
                        ? "anybody"
                        : codes(operation).anyMatch("TOKEN_NOT_ACTIVE"::equals)
                                ? "active token"
                                : "any token";
        return security.contains("issuerKey") ? who + ", key" : who;
    }

    private static String answers(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(response -> response.getKey().compareTo("400") < 0)
                .map(response -> (response.getKey() + " " + body(response.getValue())).strip())
                .collect(Collectors.joining(", "));
    }

    private static String body(JsonNode response) {
        var ref = response.path("content")
                .path("application/json")
                .path("schema")
                .path("$ref")
                .asString("");
        return ref.substring(ref.lastIndexOf('/') + 1);
    }

    private static Stream<String> codes(JsonNode operation) {
        return operation
                .path("responses")
                .valueStream()
                .flatMap(
                        response -> response
                                .path("content")
                                .path(PROBLEM_TYPE)
                                .path("examples")
                                .propertyNames()
                                .stream());
    }

    private String codes() {
        return "| code | status | in English | with |\n| --- | --- | --- | --- |\n"
                + description.at("/components/examples").properties().stream()
                        .sorted(Comparator.comparing(example ->
                                example.getValue().at("/value/status").asInt()))
                        .map(example -> "| `%s` | %d | %s | %s |\n"
                                .formatted(
                                        example.getKey(),
                                        example.getValue().at("/value/status").asInt(),
                                        example.getValue().path("summary").asString(),
                                        facts(example.getValue().path("value"))))
                        .collect(Collectors.joining());
    }

    private static String facts(JsonNode example) {
        return example.propertyNames().stream()
                .filter(name -> !List.of("type", "title", "status", "detail", "instance", "code")
                        .contains(name))
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", "));
    }
}
