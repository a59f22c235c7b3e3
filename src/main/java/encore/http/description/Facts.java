package encore.http.description;

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
final class Facts {

    static final String INVALID_FIELD = "InvalidField";

    /** One of them. */
    record Fact(Schema<?> schema, Object example) {}

    private Facts() {}

    static Map<String, Fact> of(Refusal code) {
        var facts = new LinkedHashMap<String, Fact>();
        switch (code) {
            case INVALID_REQUEST -> facts.put("errors", new Fact(
                    new ArraySchema().items(new Schema<>()
                            .$ref("#/components/schemas/" + INVALID_FIELD)),
                    List.of(Map.of("field", "amount",
                            "message", "must be greater than or equal to 1"))));
            case TOKEN_NOT_ACTIVE -> facts.put("position", new Fact(Nullable.of(number(
                    "Your place in the line: 1 for the next to enter")), 17));
            case INSUFFICIENT_POINTS -> {
                facts.put("balance", new Fact(number("The points you have"), 20_000));
                facts.put("required", new Fact(number("The points it costs"), 45_000));
            }
            case BALANCE_LIMIT ->
                    facts.put("balance", new Fact(number("The points you have"), 999_999_000));
            case SEAT_LIMIT -> facts.put("limit", new Fact(
                    number("How many seats of a performance one user may have"), 8));
            case REBUILD_RUNNING -> facts.put("rebuildId", new Fact(Nullable.of(new StringSchema()
                    .description("The one that is running")), Examples.ID));
            case AUDIT_RUNNING -> facts.put("auditId", new Fact(Nullable.of(new StringSchema()
                    .description("The one that is running")), Examples.ID));
            default -> {}
        }
        return facts;
    }

    private static Schema<?> number(String description) {
        return new IntegerSchema().format("int64").description(description);
    }

    static Schema<?> invalidField() {
        var field = new ObjectSchema();
        field.setRequired(List.of("field", "message"));
        field.description("One thing that is wrong with a request")
                .addProperty("field", new StringSchema()
                        .description("The field, parameter or header; a path within the body"))
                .addProperty("message", new StringSchema());
        return field;
    }
}
