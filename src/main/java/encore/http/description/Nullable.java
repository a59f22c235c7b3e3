package encore.http.description;

import io.swagger.v3.oas.models.media.Schema;

import java.util.LinkedHashSet;
import java.util.Set;

/** Says of a value that it may be null, the way of OpenAPI 3.1. */
final class Nullable {

    private static final String NULL = "null";

    private Nullable() {}

    static Schema<?> of(Schema<?> schema) {
        if (schema.get$ref() != null) {
            var described = new Schema<>().description(schema.getDescription());
            schema.setDescription(null);
            described.addAnyOfItem(schema);
            described.addAnyOfItem(typed(new Schema<>(), Set.of(NULL)));
            return described;
        }
        var types = schema.getTypes() != null
                ? new LinkedHashSet<>(schema.getTypes())
                : new LinkedHashSet<String>();
        if (schema.getTypes() == null && schema.getType() != null) {
            types.add(schema.getType());
        }
        if (types.isEmpty()) {
            return schema;
        }
        types.add(NULL);
        if (schema.getEnum() != null && !schema.getEnum().contains(null)) {
            schema.addEnumItemObject(null);
        }
        return typed(schema, types);
    }

    private static Schema<?> typed(Schema<?> schema, Set<String> types) {
        schema.setTypes(types);
        return schema;
    }
}
