package encore.replay.deadletter;

import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A mistake in the point history: it can't take in the events of some streams, until mended. */
class Poison implements HandlerEnhancerDefinition {

    private final Set<String> streams = ConcurrentHashMap.newKeySet();
    private final Set<String> late = ConcurrentHashMap.newKeySet();

    @TestConfiguration(proxyBeanMethods = false)
    static class Config {
        @Bean
        Poison poison() {
            return new Poison();
        }
    }

    void spoil(String stream) {
        streams.add(stream);
    }

    /** From now on it fails only after its work: what it wrote must be taken back. */
    void spoilLate(String stream) {
        late.add(stream);
        streams.remove(stream);
    }

    void mend() {
        streams.clear();
        late.clear();
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> original) {
        return original.canHandleMessageType(EventMessage.class)
                        && original.declaringClass().getSimpleName().equals("HistoryProjection")
                ? new Spoilt<>(original)
                : original;
    }

    private final class Spoilt<T> extends WrappedMessageHandlingMember<T> {

        private Spoilt(MessageHandlingMember<T> original) {
            super(original);
        }

        @Override
        public Object handle(Message<?> message, T target) throws Exception {
            if (message instanceof DomainEventMessage<?> event
                    && streams.contains(event.getAggregateIdentifier())) {
                throw new IllegalStateException("no line for " + event.getSequenceNumber());
            }
            var result = super.handle(message, target);
            if (message instanceof DomainEventMessage<?> event
                    && late.contains(event.getAggregateIdentifier())) {
                throw new IllegalStateException("changed its mind");
            }
            return result;
        }
    }
}
