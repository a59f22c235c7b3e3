package encore.http.connection;

import encore.http.Limits;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Tomcat takes connections and requests. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> boundConnections(Limits limits,
            TrustedProxies proxies) {
        return factory -> {
            factory.setProtocol(BoundedHttp.class.getName());
            factory.addProtocolHandlerCustomizers((BoundedHttp http) -> http.bound(
                    limits.requestWithin(), limits.connectionsPerAddress(), proxies));
            factory.addConnectorCustomizers(connector -> {
                // Tomcat would take the eleventh language for our mistake, and answers TRACE itself.
                connector.setMaxLocaleCount(Integer.MAX_VALUE);
                connector.setAllowTrace(true);
            });
            if (!proxies.trustedProxies().isEmpty()) {
                factory.addEngineValves(proxies.valve());
            }
        };
    }
}
