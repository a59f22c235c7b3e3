package encore.http.connection;

import encore.http.ClientAddress;
import org.apache.tomcat.util.net.NioEndpoint;
import org.jspecify.annotations.Nullable;

import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One address has only a part of all connections: it can't keep all others out by holding
 * connections open. A trusted proxy may have them all.
 */
final class CountedConnections extends NioEndpoint {

    private final Map<ClientAddress, Integer> open = new ConcurrentHashMap<>();
    private int perAddress;
    private @Nullable TrustedProxies proxies;

    void bound(int perAddress, TrustedProxies proxies) {
        this.perAddress = perAddress;
        this.proxies = proxies;
    }

    @Override
    protected boolean setSocketOptions(SocketChannel socket) {
        var address = socket.socket().getInetAddress();
        var client = ClientAddress.of(address.getHostAddress());
        if (open.merge(client, 1, Integer::sum) > perAddress
                && !Objects.requireNonNull(proxies).include(address)) {
            count(client, -1);
            destroySocket(socket);
            return false;
        }
        boolean taken = super.setSocketOptions(socket);
        if (!taken) {
            count(client, -1);
        }
        return taken;
    }

    void closed(String address) {
        count(ClientAddress.of(address), -1);
    }

    /** An address without a connection is forgotten. */
    private void count(ClientAddress client, int more) {
        open.computeIfPresent(client, (key, count) -> count + more > 0 ? count + more : null);
    }
}
