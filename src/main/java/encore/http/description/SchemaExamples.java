package encore.http.description;

import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.MediaType;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.util.Map;

/** An example of everything that is sent or received, by the name of its schema. */
@Component
class SchemaExamples {

    private final Map<?, ?> byName;

    SchemaExamples() throws IOException {
        try (var stream =
                new ClassPathResource("examples.json", SchemaExamples.class).getInputStream()) {
            this.byName = Json.mapper().readValue(stream, Map.class);
        }
    }

    void attach(MediaType media) {
        var ref = media.getSchema() == null ? null : media.getSchema().get$ref();
        if (ref != null) {
            media.setExample(byName.get(ref.substring(ref.lastIndexOf('/') + 1)));
        }
    }
}
