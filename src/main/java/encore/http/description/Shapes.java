package encore.http.description;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import org.springframework.stereotype.Component;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Describes the records that are sent and received: their ids, which fields may be null, and that
 * no two of them share a name.
 */
@Component
class Shapes implements ModelConverter {

    /** Swagger keeps one converter for all servers of a JVM, so all know what it has seen. */
    private static final Map<String, Class<?>> RECORDS = new ConcurrentHashMap<>();

    @Override
    public @org.jspecify.annotations.Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> others) {
        var shape = Json.mapper().constructType(type.getType()).getRawClass();
        var word = SingleValues.of(shape);
        if (word != null) {
            return word;
        }
        var schema = others.hasNext() ? others.next().resolve(type, context, others) : null;
        if (shape.isRecord() && schema != null) {
            describe(shape, nameOf(schema), context);
        }
        return schema;
    }

    private static @org.jspecify.annotations.Nullable String nameOf(Schema<?> schema) {
        var ref = schema.get$ref();
        return ref == null ? schema.getName() : ref.substring(ref.lastIndexOf('/') + 1);
    }

    private void describe(
            Class<?> shape,
            @org.jspecify.annotations.Nullable String name,
            ModelConverterContext context) {
        var schema = name == null ? null : context.getDefinedModels().get(name);
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        var other = RECORDS.putIfAbsent(name, shape);
        if (other != null && other != shape) {
            throw new IllegalStateException(
                    "%s and %s are both called %s".formatted(other, shape, name));
        }
        components(shape).forEach(component -> describe(component, schema));
        Arrays.stream(shape.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(JsonProperty.class))
                .filter(method -> isNullable(method.getAnnotatedReturnType()))
                .forEach(method -> mayBeNull(method.getName(), schema));
    }

    private static boolean isNullable(AnnotatedElement type) {
        return type.isAnnotationPresent(org.jspecify.annotations.Nullable.class);
    }

    /** What swagger-core resolved may be shared with another record, where it is never null. */
    private static void mayBeNull(String field, Schema<?> schema) {
        properties(schema)
                .computeIfPresent(
                        field, (name, found) -> Nullable.of(AnnotationsUtils.clone(found, true)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Schema<?>> properties(Schema<?> schema) {
        return (Map<String, Schema<?>>) (Map<?, ?>) schema.getProperties();
    }

    private static void describe(RecordComponent component, Schema<?> schema) {
        var properties = properties(schema);
        var name = component.getName();
        var found = properties.get(name);
        if (found == null) {
            return;
        }
        var id = component.getType() == String.class ? SingleValues.named(name) : null;
        if (id != null) {
            properties.put(name, id.description(found.getDescription()));
        }
        // What is left out instead is there or not, but never null.
        if (isNullable(component.getAnnotatedType())
                && !component.getAccessor().isAnnotationPresent(JsonInclude.class)) {
            mayBeNull(name, schema);
        }
    }

    private static Stream<RecordComponent> components(Class<?> shape) {
        return Arrays.stream(shape.getRecordComponents())
                .flatMap(component ->
                        component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                                ? components(component.getType())
                                : Stream.of(component));
    }

    /** The fields that an answer of this name always has; empty when it is none of ours. */
    List<String> always(String name, Schema<?> schema) {
        var shape = RECORDS.get(name);
        if (shape == null || schema.getProperties() == null) {
            return List.of();
        }
        var sometimes = components(shape)
                .filter(component -> component.getAccessor().isAnnotationPresent(JsonInclude.class))
                .map(RecordComponent::getName)
                .toList();
        return schema.getProperties().keySet().stream()
                .filter(field -> !sometimes.contains(field))
                .toList();
    }
}
