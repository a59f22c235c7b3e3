package encore.http;

import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

import java.time.Instant;
import java.util.List;

/**
 * What a client sends is what it says: no text where a number is asked and no number where text is,
 * no name twice, nothing after the end, an instant as ISO-8601 text. Whatever Jackson would
 * graciously understand is a mistake that somebody should hear of.
 */
@Configuration(proxyBeanMethods = false)
class StrictJson {

    /** JSON that is sent is UTF-8 (RFC 8259); Jackson would guess UTF-16 and UTF-32. */
    @Bean
    JsonFactoryBuilderCustomizer utf8() {
        return json -> json.disable(TokenStreamFactory.Feature.CHARSET_DETECTION);
    }

    @Bean
    JsonMapperBuilderCustomizer strict() {
        return mapper -> {
            mapper.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                    .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                    .addModule(new SimpleModule("strict instants")
                            .addDeserializer(Instant.class, new InstantAsText()));
            refuse(
                    mapper,
                    LogicalType.Textual,
                    CoercionInputShape.Integer,
                    CoercionInputShape.Float,
                    CoercionInputShape.Boolean);
            for (var number :
                    List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
                refuse(
                        mapper,
                        number,
                        CoercionInputShape.String,
                        CoercionInputShape.EmptyString,
                        CoercionInputShape.Float,
                        CoercionInputShape.Boolean);
            }
        };
    }

    private static void refuse(
            JsonMapper.Builder mapper, LogicalType asked, CoercionInputShape... given) {
        mapper.withCoercionConfig(asked, config -> {
            for (var shape : given) {
                config.setCoercion(shape, CoercionAction.Fail);
            }
        });
    }

    private static final class InstantAsText extends StdDeserializer<Instant> {

        private InstantAsText() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) {
            return parser.hasToken(JsonToken.VALUE_STRING)
                    ? Parameters.instant(parser.getString())
                    : (Instant) context.handleUnexpectedToken(Instant.class, parser);
        }
    }
}
