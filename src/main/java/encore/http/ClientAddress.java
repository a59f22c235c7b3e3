package encore.http;

import jakarta.servlet.http.HttpServletRequest;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Where a request comes from, as one customer of an access provider: an IPv4 address, or the 64
 * bits of an IPv6 address that a customer cannot choose.
 */
public record ClientAddress(String value) {

    /** Nothing else is parsed: what is no literal would be looked up in the DNS. */
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)\\[?([0-9a-fA-F:.]+)(%.*|\\].*)?");

    private static final int NETWORK_BYTES = 8;

    public static ClientAddress of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    /** The same of an address as it is written. */
    public static ClientAddress of(String address) {
        var literal = IPV6.matcher(address);
        if (literal.matches()) {
            try {
                return of(InetAddress.getByName(literal.group(1)));
            } catch (UnknownHostException malformed) {
                return new ClientAddress(address);
            }
        }
        return new ClientAddress(address);
    }

    private static ClientAddress of(InetAddress address) throws UnknownHostException {
        if (!(address instanceof Inet6Address)) {
            return new ClientAddress(address.getHostAddress());
        }
        var network = Arrays.copyOf(
                Arrays.copyOf(address.getAddress(), NETWORK_BYTES), address.getAddress().length);
        return new ClientAddress(InetAddress.getByAddress(network).getHostAddress() + "/64");
    }

    @Override
    public String toString() {
        return value;
    }
}
