package encore.fuzz;

import encore.testing.Description;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static encore.testing.Description.part;

/**
 * One call as the API's description has it.
 *
 * @param name its operation id
 * @param template the path, with its parameters in braces
 * @param body where the schema of the request's body is described; null where none is taken
 * @param credentials each a set of headers that together let one in; an empty set lets anybody in
 */
record Call(
        String name,
        String method,
        String template,
        List<Parameter> parameters,
        String body,
        List<Set<String>> credentials) {

    /**
     * Something that goes into the path, the query or a header.
     *
     * @param schema where it is described
     */
    record Parameter(String name, String in, boolean required, String schema) {}

    static List<Call> all(Description description) {
        return description
                .at("/paths")
                .propertyStream()
                .flatMap(path -> path.getValue().propertyNames().stream()
                        .map(method -> of(description, path.getKey(), method)))
                .toList();
    }

    private static Call of(Description description, String path, String method) {
        var place = "/paths" + part(path) + part(method);
        var call = description.at(place);
        var parameters = IntStream.range(0, call.path("parameters").size())
                .mapToObj(i -> parameter(description, place + "/parameters/" + i))
                .toList();
        var body = place + "/requestBody/content" + part("application/json") + "/schema";
        return new Call(
                call.get("operationId").asString(),
                method.toUpperCase(Locale.ROOT),
                path,
                parameters,
                description.at(body).isMissingNode() ? null : body,
                call.get("security")
                        .valueStream()
                        .map(way -> way.propertyNames().stream()
                                .map(scheme -> header(description, scheme))
                                .collect(Collectors.toUnmodifiableSet()))
                        .toList());
    }

    private static String header(Description description, String scheme) {
        return description
                .at("/components/securitySchemes" + part(scheme))
                .path("name")
                .asString("Authorization");
    }

    private static Parameter parameter(Description description, String pointer) {
        var place = description.follow(pointer);
        var parameter = description.at(place);
        return new Parameter(
                parameter.get("name").asString(),
                parameter.get("in").asString(),
                parameter.path("required").asBoolean(false),
                place + "/schema");
    }

    List<Parameter> parametersIn(String place) {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals(place))
                .toList();
    }

    boolean isAt(String path) {
        return path.matches(template.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    /** Whether somebody gets in who shows these headers, each as it should be. */
    boolean letsIn(Predicate<String> shows) {
        return credentials.isEmpty()
                || credentials.stream().anyMatch(way -> way.stream().allMatch(shows));
    }

    /** How often it is made: what reads or makes a lot keeps the server from all the others. */
    int weight() {
        if (template.contains("/audit/")
                || method.equals("POST")
                        && template.matches(".*/(rebuilds|verifications|audits|retries)")) {
            return 1;
        }
        return name.equals("schedulePerformance") ? 8 : method.equals("POST") ? 40 : 20;
    }
}
