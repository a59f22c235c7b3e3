package encore.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

/**
 * What one node takes on, and how often; {@link RateLimits.Kind} says what each rate is about.
 *
 * @param body the largest request body
 * @param requestWithin how long a request takes at most to arrive, head and body, from its first
 *         byte on
 * @param connectionsPerAddress how many connections one address has at most
 * @param inFlight how many requests are worked on at once; one more is shed with OVERLOADED
 * @param streams how many streams of events are open at once; one more is shed with OVERLOADED
 * @param streamsPerToken how many of them one token has; the oldest makes room for one more
 */
@ConfigurationProperties("encore.limits")
public record Limits(
        @DefaultValue("64KB") DataSize body,
        @DefaultValue("5s") Duration requestWithin,
        @DefaultValue("4096") int connectionsPerAddress,
        @DefaultValue("2000") int inFlight,
        @DefaultValue("12000") int streams,
        @DefaultValue("3") int streamsPerToken,
        Rate joins,
        Rate calls,
        Rate earlyPolls,
        Rate failures,
        Rate shop) {

    /**
     * A rate: a client that has rested may do a burst at once, and then a number a second.
     */
    public record Rate(double perSecond, long burst) {

        public Rate {
            if (!(perSecond > 0 && perSecond <= 1_000_000) || burst < 1) {
                throw new IllegalArgumentException("a rate under encore.limits needs a per-second"
                        + " above 0, at most 1,000,000, and a burst of at least 1");
            }
        }
    }
}
