package encore.replay;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How far behind the events a read model may be before the node is called not ready:
 * by more than this many of them, of which the first is older than this time.
 */
@ConfigurationProperties("encore.readiness")
record ReadinessLimits(
        @DefaultValue("100") long eventsBehind,
        @DefaultValue("60s") Duration timeBehind) {}
