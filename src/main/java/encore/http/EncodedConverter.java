package encore.http;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

import java.io.IOException;

/** Sends what is encoded already. */
class EncodedConverter extends AbstractHttpMessageConverter<Encoded> {

    EncodedConverter() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Encoded.class;
    }

    @Override
    protected boolean canRead(MediaType type) {
        return false;
    }

    @Override
    protected Encoded readInternal(Class<? extends Encoded> type, HttpInputMessage request) {
        throw new HttpMessageNotReadableException("is only sent", request);
    }

    @Override
    protected Long getContentLength(Encoded answer, MediaType type) {
        return (long) answer.json().length;
    }

    @Override
    protected void writeInternal(Encoded answer, HttpOutputMessage response)
            throws IOException {
        response.getBody().write(answer.json());
    }
}
