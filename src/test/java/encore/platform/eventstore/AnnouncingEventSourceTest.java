package encore.platform.eventstore;

import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Before a processor of Axon Server's events reacts to one, the aggregates have heard of it. */
class AnnouncingEventSourceTest {

    private static final class Numbers implements BlockingStream<TrackedEventMessage<?>> {

        private int next;

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return Optional.of(new GenericTrackedDomainEventMessage<>(
                    new GlobalSequenceTrackingToken(next),
                    new GenericDomainEventMessage<>("Seat", "seat:a", next, "held")));
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return true;
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            var event = peek().orElseThrow();
            next++;
            return event;
        }

        @Override
        public void close() {
            next = -1;
        }
    }

    @Test
    void one_after_the_other() throws InterruptedException {
        var heard = new ArrayList<Long>();
        var numbers = new Numbers();
        var stream = new AnnouncingEventSource(from -> numbers, new EventStoreListener() {
                    @Override
                    public void storedElsewhere(DomainEventMessage<?> event) {
                        heard.add(event.getSequenceNumber());
                    }

                    @Override
                    public void wentBack() {
                        heard.clear();
                    }
                })
                .openStream(null);
        assertThat(stream.peek()).isPresent();
        assertThat(heard).isEmpty();
        stream.nextAvailable();
        assertThat(heard).containsExactly(0L);
        stream.nextAvailable();
        assertThat(heard).containsExactly(0L, 1L);
        stream.close();
        assertThat(numbers.next).isEqualTo(-1);
    }
}
