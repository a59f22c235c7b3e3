package encore.http.description;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The last touch: what can be told only of the description as a whole. */
@Component
class Document implements OpenApiCustomizer {

    private static final String PROBLEM = "application/problem+json";

    /** As one meets them; the operator's come last. */
    private static final List<String> TAGS = List.of(
            "Waiting line",
            "Performances",
            "Reservations",
            "Points",
            "Payments",
            "Audit",
            "Read models",
            "Dead letters");

    private final Shapes shapes;
    private final SchemaExamples examples;

    Document(Shapes shapes, SchemaExamples examples) {
        this.shapes = shapes;
        this.examples = examples;
    }

    @Override
    public void customise(OpenAPI api) {
        var components = api.getComponents();
        var requests = new HashSet<String>();
        operations(api)
                .map(Operation::getRequestBody)
                .filter(Objects::nonNull)
                .flatMap(body -> body.getContent().values().stream())
                .forEach(media -> {
                    collect(media.getSchema(), components, requests);
                    examples.attach(media);
                });
        components.getSchemas().forEach((name, schema) -> tellWhatIsThere(name, schema, requests));
        operations(api).forEach(this::touch);
        api.getTags().sort(Comparator.comparingInt(tag -> TAGS.indexOf(tag.getName())));
    }

    private static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().values().stream().map(PathItem::readOperations).flatMap(List::stream);
    }

    /** A request has no other fields than those described; an answer always has all of them. */
    private void tellWhatIsThere(String name, Schema<?> schema, Set<String> requests) {
        schema.setDescription(Prose.of(schema.getDescription()));
        if (schema.getProperties() != null) {
            schema.getProperties()
                    .values()
                    .forEach(field -> field.setDescription(Prose.of(field.getDescription())));
        }
        if (requests.contains(name)) {
            schema.setAdditionalProperties(false);
            return;
        }
        var always = shapes.always(name, schema);
        if (!always.isEmpty()) {
            schema.setRequired(new ArrayList<>(always));
        }
    }

    private void touch(Operation operation) {
        operation.setDescription(Prose.of(operation.getDescription()));
        operation.getResponses().values().stream()
                .map(ApiResponse::getContent)
                .filter(Objects::nonNull)
                .forEach(content -> content.forEach((type, media) -> {
                    if (!type.equals(PROBLEM)) {
                        examples.attach(media);
                    }
                }));
        operation.getParameters().forEach(Document::giveShape);
    }

    private static void giveShape(Parameter parameter) {
        parameter.setDescription(Prose.of(parameter.getDescription()));
        var schema = parameter.getSchema();
        if ("path".equals(parameter.getIn())
                && SingleValues.named(parameter.getName()) != null
                && schema.getPattern() == null) {
            parameter.setSchema(SingleValues.named(parameter.getName()));
        }
    }

    /** Adds the names of all schemas that this one is made of. */
    private static void collect(
            @Nullable Schema<?> schema, Components components, Set<String> names) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            var name = schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1);
            if (names.add(name)) {
                collect(components.getSchemas().get(name), components, names);
            }
        }
        collect(schema.getItems(), components, names);
        Stream.of(schema.getAnyOf(), schema.getOneOf())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .forEach(part -> collect(part, components, names));
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(part -> collect(part, components, names));
        }
    }
}
