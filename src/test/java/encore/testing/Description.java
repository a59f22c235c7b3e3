package encore.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The API's own description as it is kept in {@code docs/openapi.json} (the server serves the very
 * same: OpenApiTest), and the schemas in it. Objects are closed here: a field that is not
 * described is one too many.
 */
public final class Description {

    public static final Path FILE = Path.of("docs", "openapi.json");

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String ADDRESS = "https://encore.example/openapi.json";
    private static final Description KEPT = new Description(read());

    private final JsonNode document;
    private final SchemaRegistry schemas;
    private final Map<String, Schema> byPointer = new ConcurrentHashMap<>();

    private Description(JsonNode document) {
        this.document = document;
        this.schemas = SchemaRegistry.withDefaultDialect(
                Dialects.getOpenApi31(),
                registry -> registry.schemas(Map.of(ADDRESS, closed(document).toString()))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    public static Description kept() {
        return KEPT;
    }

    public static Description of(JsonNode document) {
        return new Description(document);
    }

    private static JsonNode read() {
        try {
            return JSON.readTree(Files.readString(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode closed(JsonNode document) {
        var copy = document.deepCopy();
        for (var schema : copy.at("/components/schemas")) {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        }
        return copy;
    }

    public JsonNode at(String pointer) {
        return document.at(pointer);
    }

    /** What is described at this place, following a reference. */
    public String follow(String pointer) {
        var ref = document.at(pointer).path("$ref");
        return ref.isMissingNode() ? pointer : ref.asString().substring(1);
    }

    /** What is wrong with the value, by the schema at this place. */
    public List<String> faults(String pointer, JsonNode value) {
        return byPointer
                .computeIfAbsent(
                        pointer,
                        place -> schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + place)))
                .validate(value)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** A name as a part of a pointer. */
    public static String part(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
