package encore.concert;

import com.fasterxml.jackson.annotation.JsonValue;
import encore.kernel.Words;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.std.StdDeserializer;

import java.time.Instant;

/** What a date is set to: a moment, or none, which is null in JSON. */
@Schema(type = "string", format = "date-time")
@JsonDeserialize(using = Appointed.FromJson.class)
public record Appointed(@JsonValue @Nullable Instant at) {

    public static final Appointed NEVER = new Appointed(null);

    public Appointed {
        at = at == null ? null : Words.moment("at", at);
    }

    /** Tells null from what is left out. */
    static final class FromJson extends StdDeserializer<Appointed> {

        FromJson() {
            super(Appointed.class);
        }

        @Override
        public Appointed deserialize(JsonParser parser, DeserializationContext context) {
            return new Appointed(context.readValue(parser, Instant.class));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return NEVER;
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
