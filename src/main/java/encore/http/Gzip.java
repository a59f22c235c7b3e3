package encore.http;

import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

import java.io.IOException;
import java.io.StringReader;

/**
 * What is encoded once for many goes out compressed as it is kept, where the client takes that and
 * it is worth it. Tomcat compresses the rest, each time anew, by the same rules.
 */
@RestControllerAdvice
class Gzip implements ResponseBodyAdvice<JsonBytes> {

    private static final String GZIP = "gzip";

    private final long least;

    Gzip(@Value("${server.compression.min-response-size}") DataSize least) {
        this.least = least.toBytes();
    }

    @Override
    public boolean supports(
            MethodParameter method, Class<? extends HttpMessageConverter<?>> converter) {
        return converter == JsonBytesConverter.class;
    }

    @Override
    public @Nullable JsonBytes beforeBodyWrite(
            @Nullable JsonBytes answer,
            MethodParameter method,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (answer == null || answer.length() < least || !accepts(request.getHeaders())) {
            return answer;
        }
        response.getHeaders().set(HttpHeaders.CONTENT_ENCODING, GZIP);
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return new JsonBytes(answer.gzip());
    }

    private static boolean accepts(HttpHeaders headers) {
        try {
            for (var line : headers.getOrEmpty(HttpHeaders.ACCEPT_ENCODING)) {
                for (var accepted : AcceptEncoding.parse(new StringReader(line))) {
                    if (accepted.getEncoding().equalsIgnoreCase(GZIP)) {
                        return accepted.getQuality() > 0;
                    }
                }
            }
        } catch (IOException malformed) {
            // Then as it is.
        }
        return false;
    }
}
