package encore.replay.deadletter;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many dead letters each read model may have. One more stops it where it is, so that nothing is
 * lost, until there is room again.
 *
 * @param streams how many streams may have any
 * @param perStream how many one stream may have
 */
@ConfigurationProperties("encore.dead-letters")
record DeadLetterLimits(
        @DefaultValue("1000") int streams,
        @DefaultValue("1000") int perStream) {}
