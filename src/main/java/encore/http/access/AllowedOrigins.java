package encore.http.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.net.URI;
import java.util.Set;

/**
 * The sites whose pages may call the API from a browser (CORS), besides our own.
 *
 * @param allowedOrigins such as {@code https://shop.example}; none by default
 */
@ConfigurationProperties("encore.http")
record AllowedOrigins(@DefaultValue Set<String> allowedOrigins) {

    AllowedOrigins {
        allowedOrigins = Set.copyOf(allowedOrigins);
        allowedOrigins.forEach(AllowedOrigins::check);
    }

    private static void check(String origin) {
        var uri = URI.create(origin);
        if (uri.getHost() == null
                || !uri.getRawSchemeSpecificPart().equals("//" + uri.getRawAuthority())
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("encore.http.allowed-origins: \"" + origin
                    + "\" is no origin, such as https://shop.example");
        }
    }

    /** Whether this is one of them; null is not. */
    boolean contains(String origin) {
        return origin != null && allowedOrigins.contains(origin);
    }
}
