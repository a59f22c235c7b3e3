package encore.http;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** The outermost door: sheds what is too much, and reads no more of a body than is allowed. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class LimitsFilter extends OncePerRequestFilter {

    private static final byte[] NO_BODY = {};

    private final int bodyLimit;
    private final Semaphore places;
    private final Problems problems;

    LimitsFilter(Limits limits, Problems problems) {
        this.bodyLimit = Math.toIntExact(limits.body().toBytes());
        this.places = new Semaphore(limits.inFlight());
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response,
            FilterChain chain) throws ServletException, IOException {
        if (!places.tryAcquire()) {
            problems.write(request, response, new Refused(Refusal.OVERLOADED));
            return;
        }
        try {
            var body = read(request);
            if (body.length > bodyLimit) {
                response.setHeader("Connection", "close");
                problems.write(request, response, Problems.invalid("body", "is too large"));
                return;
            }
            chain.doFilter(new ReadRequest(request, body), response);
        } finally {
            places.release();
        }
    }

    /** As much of the body as may be, and one more if there is too much. */
    private byte[] read(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        if (length < 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
            return NO_BODY;
        }
        int atMost = bodyLimit + 1;
        return request.getInputStream()
                .readNBytes(length < 0 ? atMost : (int) Math.min(length, atMost));
    }

    /** A request whose body has been read already and can be read any number of times. */
    static final class ReadRequest extends HttpServletRequestWrapper {

        static final String BODY = ReadRequest.class.getName();

        private final byte[] body;

        ReadRequest(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
            request.setAttribute(BODY, body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(new ByteArrayInputStream(body));
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(
                    new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class Bytes extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        private Bytes(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is read at once, not bit by bit");
        }
    }
}
