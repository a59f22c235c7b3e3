package encore.http.description;

import encore.http.stream.EventStream;
import encore.kernel.Id;
import encore.kernel.UserId;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import tools.jackson.databind.JsonNode;

import java.util.Set;

/** How single values look from outside: an id is a string, whatever it is a record of inside. */
final class SingleValues {

    private SingleValues() {}

    /** Returns the schema of a type that is one value to everybody outside; else null. */
    static @org.jspecify.annotations.Nullable Schema<?> of(Class<?> type) {
        if (type == UserId.class) {
            return userId();
        }
        if (Id.class.isAssignableFrom(type)) {
            return id();
        }
        if (type == EventStream.class) {
            return new StringSchema()
                    .description("Server-sent events (text/event-stream): what each is named, and"
                            + " what its data is, the call says");
        }
        var told = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        if (told != null && !told.type().isEmpty()) {
            Schema<?> word =
                    AnnotationsUtils.getSchemaFromAnnotation(told, null).orElseThrow();
            return word.types(Set.of(told.type()));
        }
        return type == Object.class || JsonNode.class.isAssignableFrom(type)
                ? new Schema<>()
                : null;
    }

    /** The schema of a text by its name: what is called an id is one. */
    static @org.jspecify.annotations.Nullable Schema<?> named(String name) {
        return name.equals("userId")
                ? userId()
                : name.equals("id") || name.endsWith("Id") ? id() : null;
    }

    private static Schema<?> id() {
        return new StringSchema().pattern("^[A-Za-z0-9_-]+$").minLength(1).maxLength(Id.LONGEST);
    }

    private static Schema<?> userId() {
        return new StringSchema().pattern("^[A-Za-z0-9._@-]+$").minLength(1).maxLength(Id.LONGEST);
    }
}
