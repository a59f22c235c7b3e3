package encore.http.connection;

import encore.http.RequestDeadline;
import org.apache.coyote.Adapter;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SocketWrapperBase;

import java.io.IOException;
import java.time.Duration;

/** Reads requests as Tomcat does, each within a time that begins with its first byte. */
final class TimedRequests extends Http11Processor {

    private final Duration within;

    TimedRequests(AbstractHttp11Protocol<?> protocol, Adapter adapter, Duration within) {
        super(protocol, adapter);
        this.within = within;
    }

    @Override
    public SocketState service(SocketWrapperBase<?> socket) throws IOException {
        var state = RequestDeadline.read(this::limitNextRead, () -> super.service(socket));
        // Else only a part of the head is here. Each part wakes us anew, so we look at the clock.
        return state != SocketState.LONG || isAsync() || limitNextRead() > 0
                ? state
                : SocketState.CLOSED;
    }

    /** Answers with the milliseconds that are left. */
    private long limitNextRead() {
        long taken = System.nanoTime() - getRequest().getStartTimeNanos();
        long left = within.minusNanos(taken).toMillis();
        getSocketWrapper().setReadTimeout(Math.max(1, left));
        return left;
    }
}
