package encore.http.connection;

import encore.http.Limits;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Tomcat takes connections and requests. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    /** As many as there is room for in a head. */
    private static final int ANY_LANGUAGES = 10_000;

    /** In bytes: kept by a connection for as long as it is open, so by each of 10,000 streams. */
    private static final int READ_BUFFER = 2048;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundConnections(
            Limits limits, TrustedProxies proxies) {
        return factory -> {
            factory.setProtocol(BoundedHttp.class.getName());
            factory.addProtocolHandlerCustomizers((BoundedHttp http) ->
                    http.bound(limits.requestWithin(), limits.connectionsPerAddress(), proxies));
            factory.addConnectorCustomizers(connector -> {
                // Else the eleventh language is a failure of ours, and TRACE goes past us.
                connector.setMaxLocaleCount(ANY_LANGUAGES);
                connector.setAllowTrace(true);
                connector.setProperty("socket.appReadBufSize", Integer.toString(READ_BUFFER));
            });
            if (!proxies.trustedProxies().isEmpty()) {
                factory.addEngineValves(proxies.valve());
            }
        };
    }
}
