package encore.http.description;

import encore.kernel.CommonRefusal;
import encore.kernel.Fact;
import encore.kernel.Refusal;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The facts that come with a refusal. */
final class FactSchemas {

    static final String INVALID_FIELD = "InvalidField";

    /** One of them. */
    record Described(Schema<?> schema, Object example) {}

    private FactSchemas() {}

    static Map<String, Described> of(Refusal code) {
        var facts = new LinkedHashMap<String, Described>();
        if (code == CommonRefusal.INVALID_REQUEST) {
            facts.put(
                    "errors",
                    new Described(
                            new ArraySchema()
                                    .items(new Schema<>()
                                            .$ref("#/components/schemas/" + INVALID_FIELD)),
                            List.of(Map.of(
                                    "field",
                                    "amount",
                                    "message",
                                    "must be greater than or equal to 1"))));
        }
        code.facts().stream()
                .filter(fact -> !fact.equals(Fact.RETRY_AFTER))
                .forEach(fact ->
                        facts.put(fact.name(), new Described(schema(fact), fact.example())));
        return facts;
    }

    private static Schema<?> schema(Fact fact) {
        var schema = (fact.example() instanceof String
                        ? new StringSchema()
                        : new IntegerSchema().format("int64"))
                .description(fact.description());
        return fact.isNullable() ? Nullable.of(schema) : schema;
    }

    static Schema<?> invalidField() {
        var field = new ObjectSchema();
        field.setRequired(List.of("field", "message"));
        field.description("One thing that is wrong with a request")
                .addProperty(
                        "field",
                        new StringSchema()
                                .description(
                                        "The field, parameter or header; a path within the body"))
                .addProperty("message", new StringSchema());
        return field;
    }
}
