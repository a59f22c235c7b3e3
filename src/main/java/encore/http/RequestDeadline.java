package encore.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The time in which a whole request, head and body, has to arrive after its first byte. A socket's
 * own time-out begins anew with each byte, so a byte now and then could last for hours. Therefore
 * each read from the socket is limited by the time that is left.
 */
public final class RequestDeadline {

    private static final ThreadLocal<Runnable> LIMIT_NEXT_READ =
            ThreadLocal.withInitial(() -> () -> {});

    private RequestDeadline() {}

    /** What reads a request, and answers it. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws IOException;
    }

    /** Reads, and for as long as it does this thread knows how to limit each read. */
    public static <T> T read(Runnable limitNextRead, Reading<T> reading) throws IOException {
        LIMIT_NEXT_READ.set(limitNextRead);
        try {
            return reading.read();
        } finally {
            LIMIT_NEXT_READ.remove();
        }
    }

    /** The same bytes; when they are late, that is a {@link java.net.SocketTimeoutException}. */
    static InputStream inTime(InputStream body) {
        var limit = LIMIT_NEXT_READ.get();
        return new FilterInputStream(body) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                limit.run();
                return super.read(into, offset, length);
            }
        };
    }
}
