package encore.http.stream;

import jakarta.servlet.http.WebConnection;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.apache.tomcat.util.net.SocketWrapperBase.BlockingMode;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CompletionHandler;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A connection on which an answer has begun that does not end, taken over from HTTP as Tomcat's
 * WebSocket takes over its own. So a stream keeps neither a thread nor what Tomcat and Spring need
 * for a request: only the socket, and what is on its way to it. That ends with the connection,
 * which is how a body without a length ends (RFC 9112, 6.3).
 */
public final class StreamConnection implements InternalHttpUpgradeHandler {

    /** What a client may say after its request, which nobody listens to. */
    private static final int MOST_UNHEARD = 4096;

    private volatile @Nullable SocketWrapperBase<?> socket;
    private volatile Runnable whenReady = () -> {};
    private volatile Runnable whenGone = () -> {};
    private int unheard;

    /** For Tomcat, which makes it by its name. */
    public StreamConnection() {}

    /** To be called before the request's thread is done. */
    void listen(Runnable whenReady, Runnable whenGone) {
        this.whenReady = whenReady;
        this.whenGone = whenGone;
    }

    /** Sends; one after the other. Either of the two is run in the end, by any thread. */
    void write(ByteBuffer bytes, Duration within, Runnable whenSent, Runnable whenFailed) {
        Objects.requireNonNull(socket)
                .write(
                        BlockingMode.SEMI_BLOCK,
                        within.toMillis(),
                        TimeUnit.MILLISECONDS,
                        null,
                        SocketWrapperBase.COMPLETE_WRITE_WITH_COMPLETION,
                        new CompletionHandler<Long, Object>() {
                            @Override
                            public void completed(Long length, Object nothing) {
                                whenSent.run();
                            }

                            @Override
                            public void failed(Throwable why, Object nothing) {
                                whenFailed.run();
                            }
                        },
                        bytes);
    }

    /** Hangs up; once more does nothing. */
    void close() {
        var taken = socket;
        if (taken != null) {
            taken.close();
        }
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> taken) {
        socket = taken;
    }

    @Override
    public void init(WebConnection connection) {
        whenReady.run();
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent what) {
        if (what == SocketEvent.OPEN_READ && isStillThere()) {
            return SocketState.UPGRADED;
        }
        whenGone.run();
        return SocketState.CLOSED;
    }

    private boolean isStillThere() {
        try {
            var ignored = ByteBuffer.allocate(256);
            int read = Objects.requireNonNull(socket).read(false, ignored);
            unheard += Math.max(0, read);
            return read >= 0 && unheard <= MOST_UNHEARD;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void timeoutAsync(long now) {
        // Writes have a time-out of their own.
    }

    @Override
    public void setSslSupport(SSLSupport support) {
        // Nobody asks for it.
    }

    @Override
    public void pause() {
        // Streams end before Tomcat does.
    }

    @Override
    public void destroy() {
        whenGone.run();
    }
}
