package encore.http.description;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The headers of answers, by name. */
final class Headers {

    static final String RETRY_AFTER = "Retry-After";
    static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    static final String ALLOW = "Allow";
    static final String REPLAYED = "Idempotent-Replayed";

    static final Map<String, Header> ALL = new TreeMap<>(Map.of(
            "Location",
            header(
                    "Where to find what was made, or to ask how it went",
                    new StringSchema().format("uri-reference")),
            "ETag",
            header("The version of this answer; send it back in If-None-Match", new StringSchema()),
            "Cache-Control",
            header("Who may keep this answer, and until when it is good", new StringSchema()),
            RETRY_AFTER,
            header(
                    "Ask again after this many seconds",
                    new IntegerSchema().minimum(BigDecimal.ONE)),
            WWW_AUTHENTICATE,
            header("How to say who you are", new StringSchema()),
            ALLOW,
            header("The methods that this address has", new StringSchema()),
            REPLAYED,
            header(
                    "This is the first answer again: nothing was done a second time",
                    new StringSchema()._const("true"))));

    private Headers() {}

    private static Header header(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }

    static Header named(String name) {
        if (!ALL.containsKey(name)) {
            throw new IllegalArgumentException("nothing is said of the header " + name);
        }
        return new Header().$ref("#/components/headers/" + name);
    }
}
