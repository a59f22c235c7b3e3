package encore.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one node takes on.
 *
 * @param body the largest request body
 * @param inFlight how many requests are worked on at once; one more is shed with OVERLOADED
 */
@ConfigurationProperties("encore.limits")
record Limits(@DefaultValue("64KB") DataSize body, @DefaultValue("2000") int inFlight) {}
