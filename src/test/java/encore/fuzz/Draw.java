package encore.fuzz;

import com.github.curiousoddman.rgxgen.RgxGen;
import encore.testing.Description;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws values that a schema allows: mostly small ones, at times those at its very limits, and what
 * has been told already before what would be new.
 */
record Draw(Description description, Told told, Clock clock, Random random) {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** What is told in one way or another: a schema does not say so, and chance would hardly. */
    private static final Map<String, List<List<String>>> WAYS = Map.of(
            "verdict",
            List.of(List.of("challenge", "nonce"), List.of("verdict")),
            "ko",
            List.of(List.of("ko", "en")),
            "layout",
            List.of(
                    List.of("rows", "seatsPerRow"),
                    List.of("rows", "seatsPerRow"),
                    List.of("layout")),
            "seatId",
            List.of(
                    List.of("seatId"),
                    List.of("seatIds"),
                    List.of("performanceId", "count"),
                    List.of("performanceId", "count"),
                    List.of("performanceId", "count", "section", "maxPrice")));

    /** One time in so many. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** A value by this name, as it would stand in JSON; the schema is the one at this pointer. */
    JsonNode value(String name, String pointer) {
        var place = description.follow(pointer);
        var schema = description.at(place);
        for (var choice : List.of("oneOf", "anyOf")) {
            if (schema.has(choice)) {
                return value(
                        name,
                        place + "/" + choice + "/"
                                + random.nextInt(schema.get(choice).size()));
            }
        }
        return switch (type(schema)) {
            case "object" -> object(place, schema);
            case "array" -> array(name, place, schema);
            case "integer" -> NODES.numberNode(number(schema));
            case "null" -> NODES.nullNode();
            default -> NODES.stringNode(text(name, schema));
        };
    }

    /** Where several are allowed, one of them. */
    private String type(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? type.get(random.nextInt(type.size())).asString()
                : type.asString("string");
    }

    private JsonNode object(String place, JsonNode schema) {
        var object = NODES.objectNode();
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").propertyNames().stream()
                .filter(field -> required.contains(field) || oneIn(4))
                .forEach(field -> object.set(
                        field, value(field, place + "/properties" + Description.part(field))));
        if (!oneIn(10)) {
            WAYS.entrySet().stream()
                    .filter(ways -> schema.path("properties").has(ways.getKey()))
                    .forEach(ways -> tellOneWay(object, place, ways.getValue()));
        }
        return object;
    }

    private void tellOneWay(ObjectNode object, String place, List<List<String>> ways) {
        ways.forEach(way -> object.remove(way));
        for (var field : one(ways)) {
            JsonNode told;
            do {
                told = value(field, place + "/properties" + Description.part(field));
            } while (told.isNull());
            object.set(field, told);
        }
    }

    private JsonNode array(String name, String place, JsonNode schema) {
        int least = Math.max(1, schema.path("minItems").asInt(1));
        var array = NODES.arrayNode();
        for (int i = random.nextInt(least, least + 3); i > 0; i--) {
            array.add(value(name, place + "/items"));
        }
        return array;
    }

    private long number(JsonNode schema) {
        long least = schema.path("minimum").asLong(0);
        long most = schema.path("maximum").asLong(1_000_000);
        return switch (random.nextInt(250)) {
            case 0 -> most;
            case 1, 2, 3, 4 -> least + (long) Math.pow(most - least, random.nextDouble());
            default -> Math.min(most, least + random.nextInt(4));
        };
    }

    private String text(String name, JsonNode schema) {
        return switch (schema.path("format").asString("")) {
            case "date-time" -> instant();
            case "date" ->
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                        .plusDays(random.nextInt(-10, 300))
                        .toString();
            default ->
                told.recall(name, random)
                        .filter(known -> !oneIn(10))
                        .orElseGet(() -> fresh(schema));
        };
    }

    private String fresh(JsonNode schema) {
        int longest = schema.path("maxLength").asInt(200);
        var pattern = schema.path("pattern").asString("[A-Za-z0-9 ]{0,10}[A-Za-z0-9]");
        var drawn = RgxGen.parse(pattern).generate(random);
        return drawn.substring(
                0, Math.min(drawn.length(), oneIn(20) ? longest : Math.min(longest, 64)));
    }

    private String instant() {
        var span = oneIn(2) ? Duration.ofHours(5) : Duration.ofDays(300);
        return clock.instant()
                .minus(Duration.ofMinutes(10))
                .plusSeconds(random.nextLong(span.toSeconds()))
                .truncatedTo(oneIn(2) ? ChronoUnit.SECONDS : ChronoUnit.MICROS)
                .toString();
    }

    /** As it is written in a path, a query or a header. */
    String written(Call.Parameter parameter) {
        return value(parameter.name(), parameter.schema()).asString();
    }
}
