package encore.http;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

import java.io.IOException;

/** Sends what is encoded already. */
class JsonBytesConverter extends AbstractHttpMessageConverter<JsonBytes> {

    JsonBytesConverter() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == JsonBytes.class;
    }

    @Override
    protected boolean canRead(@Nullable MediaType type) {
        return false;
    }

    @Override
    protected JsonBytes readInternal(Class<? extends JsonBytes> type, HttpInputMessage request) {
        throw new HttpMessageNotReadableException("is only sent", request);
    }

    @Override
    protected Long getContentLength(JsonBytes answer, @Nullable MediaType type) {
        return (long) answer.json().length;
    }

    @Override
    protected void writeInternal(JsonBytes answer, HttpOutputMessage response) throws IOException {
        response.getBody().write(answer.json());
    }
}
