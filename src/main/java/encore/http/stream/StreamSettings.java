package encore.http.stream;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How streams are held.
 *
 * @param heartbeat how long nothing is sent at most: proxies close what is silent, and a client
 *         that has gone is found when it is written to
 * @param longest how long one goes on; then the client reconnects
 * @param writeWithin how long a client may take to take in what is sent; then it is given up
 */
@ConfigurationProperties("encore.streams")
record StreamSettings(
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1h") Duration longest,
        @DefaultValue("10s") Duration writeWithin) {

    StreamSettings {
        if (!heartbeat.isPositive() || !longest.isPositive() || !writeWithin.isPositive()) {
            throw new IllegalArgumentException("times under encore.streams are above 0");
        }
    }
}
