package encore.platform;

import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.time.Clock;
import java.time.ZoneOffset;

/** What time it is, to the millisecond: the one clock of decisions, events and answers. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    @Bean
    static Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** Axon stamps events and dead letters by clocks of its own, unless told otherwise. */
    @Autowired
    void stampEventsBy(Clock clock) {
        GenericEventMessage.clock = clock;
        GenericDeadLetter.clock = clock;
    }
}
