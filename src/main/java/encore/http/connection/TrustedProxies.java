package encore.http.connection;

import org.apache.catalina.Valve;
import org.apache.catalina.util.NetMaskSet;
import org.apache.catalina.valves.RemoteIpValve;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The proxies in front of us that tell the client's address. From them, and from no other,
 * {@code X-Forwarded-For} is believed: the rightmost address in it that is not one of theirs is the
 * client's, for whatever stands further left anybody may have written.
 *
 * @param trustedProxies addresses and networks in CIDR notation (RFC 4632)
 */
@ConfigurationProperties("encore.http")
record TrustedProxies(@DefaultValue List<String> trustedProxies) {

    boolean include(InetAddress address) {
        return !trustedProxies.isEmpty() && NetMaskSet.parse(networks()).contains(address);
    }

    /** Puts the client's address in the place of the proxy's. */
    Valve valve() {
        var valve = new RemoteIpValve();
        valve.setInternalProxies(networks());
        return valve;
    }

    /** Tomcat takes what has no slash for a regular expression. */
    private String networks() {
        return trustedProxies.stream()
                .map(proxy -> proxy.contains("/")
                        ? proxy
                        : proxy + (proxy.contains(":") ? "/128" : "/32"))
                .collect(Collectors.joining(","));
    }
}
