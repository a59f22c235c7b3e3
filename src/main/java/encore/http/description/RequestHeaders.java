package encore.http.description;

import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;

/** The headers of requests that many calls understand. */
final class RequestHeaders {

    static final String ACCEPT_LANGUAGE = "Accept-Language";
    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 255;

    private RequestHeaders() {}

    static Parameter acceptLanguage() {
        return new HeaderParameter()
                .name(ACCEPT_LANGUAGE)
                .description("The language of a refusal's detail: Korean or English")
                .schema(new StringSchema().example("ko"));
    }

    static Parameter idempotencyKey() {
        return new HeaderParameter()
                .name(IDEMPOTENCY_KEY)
                .description("Under the same key the same request is done once,"
                        + " however often it is sent within 24 hours")
                .schema(new StringSchema()
                        .minLength(1)
                        .maxLength(LONGEST_KEY)
                        .pattern("^[\\x21-\\x7e]+$")
                        .example("8e03978e-40d5-43e8-bc93-6894a57f9324"));
    }

    static Parameter ifNoneMatch() {
        return new HeaderParameter()
                .name("If-None-Match")
                .description("The ETag of the answer you have: 304 if nothing has changed since")
                .schema(new StringSchema());
    }

    static Parameter lastEventId() {
        return new HeaderParameter()
                .name("Last-Event-ID")
                .description("The id of the last event you have, of a stream that has ended: the"
                        + " state is told first, unless it is the one of that event")
                .schema(new StringSchema());
    }

    static Parameter ref(String name) {
        return new Parameter().$ref("#/components/parameters/" + name);
    }
}
