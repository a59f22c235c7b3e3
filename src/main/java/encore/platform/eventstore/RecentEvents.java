package encore.platform.eventstore;

import encore.kernel.StoredEvent;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.Set;

/** The newest events, up to a number, each numbered from 0 in the order in which it came. */
final class RecentEvents {

    private final TrackedEventMessage<?>[] events;
    private long count;
    private long first;

    RecentEvents(int keep) {
        this.events = new TrackedEventMessage<?>[keep];
    }

    /** An event as processors get it. */
    static TrackedEventMessage<?> tracked(StoredEvent event) {
        return new GenericTrackedDomainEventMessage<>(
                GapAwareTrackingToken.newInstance(event.position(), Set.of()), event.message());
    }

    /** How many were ever added. */
    long count() {
        return count;
    }

    /** The number of the oldest that is still here. */
    long oldest() {
        return Math.max(first, count - events.length);
    }

    void add(TrackedEventMessage<?> event) {
        events[(int) (count % events.length)] = event;
        count++;
    }

    /** None of those added are here any more. */
    void clear() {
        first = count;
    }

    /** Null when it has not come yet, or is not here any more. */
    @Nullable
    TrackedEventMessage<?> get(long number) {
        return number < count && number >= oldest() ? events[(int) (number % events.length)] : null;
    }

    /** The number of the first one after a position; -1 when that may not be here any more. */
    long numberAfter(long position) {
        long low = oldest();
        if (low == count || position < positionOf(low)) {
            return -1;
        }
        long high = count - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (positionOf(middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low + 1;
    }

    private long positionOf(long number) {
        return Objects.requireNonNull(get(number)).trackingToken().position().orElseThrow();
    }
}
