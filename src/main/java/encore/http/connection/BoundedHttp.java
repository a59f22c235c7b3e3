package encore.http.connection;

import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;

import java.time.Duration;

/**
 * Tomcat's HTTP/1.1 with two bounds it does not have: on the time that a whole request takes to
 * arrive, and on the connections of one address.
 */
public final class BoundedHttp extends Http11NioProtocol {

    /** The empty line that ends a body in chunks. */
    private static final int NO_TRAILERS = 2;

    private final CountedConnections connections;
    private Duration requestWithin = Duration.ZERO;

    /** For Tomcat, which makes it by its name. */
    public BoundedHttp() {
        this(new CountedConnections());
    }

    private BoundedHttp(CountedConnections connections) {
        super(connections);
        this.connections = connections;
        var handler = new ConnectionHandler<NioChannel>(this) {
            @Override
            public void release(SocketWrapperBase<NioChannel> socket) {
                connections.closed(socket.getRemoteAddr());
                super.release(socket);
            }
        };
        connections.setHandler(handler);
        setHandler(handler);
        // Both are read without a word to us, a byte at a time if the client likes.
        setMaxExtensionSize(0);
        setMaxTrailerSize(NO_TRAILERS);
    }

    void bound(Duration requestWithin, int connectionsPerAddress, TrustedProxies proxies) {
        this.requestWithin = requestWithin;
        connections.bound(connectionsPerAddress, proxies);
    }

    @Override
    protected Processor createProcessor() {
        return new TimedRequests(this, getAdapter(), requestWithin);
    }
}
