package encore.platform.eventstore;

import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Events in Axon Server: the store itself is Axon's own, and here is how it is read. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "true")
class AxonServerEvents {

    @Bean
    AxonServerEventLog axonServerEventLog(EventStore events) {
        return new AxonServerEventLog(events);
    }
}
