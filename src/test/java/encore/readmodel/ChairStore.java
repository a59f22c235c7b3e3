package encore.readmodel;

import encore.readmodel.ViewTest.Chair;
import encore.readmodel.ViewTest.Put;
import encore.readmodel.ViewTest.Raised;
import encore.readmodel.ViewTest.Removed;
import encore.readmodel.ViewTest.Rooms;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** All events, and tables that have taken in some of them. */
final class ChairStore implements ViewSource {

    View view;
    final List<Object> events = new ArrayList<>();
    int taken;
    long edition;
    boolean whole = true;
    Runnable beforeReading = () -> {};

    TreeMap<String, Long> after(int count) {
        var prices = new TreeMap<String, Long>();
        for (var event : events.subList(0, count)) {
            switch (event) {
                case Put e -> prices.put(e.chair(), e.price());
                case Raised e -> prices.computeIfPresent(e.chair(), (c, p) -> p + e.by());
                case Removed e -> prices.remove(e.chair());
                default -> throw new IllegalStateException();
            }
        }
        return prices;
    }

    Chair row(String key) {
        var price = after(taken).get(key);
        if (price == null) {
            return null;
        }
        var chair = new Chair();
        chair.chairId = key;
        chair.price = price;
        return chair;
    }

    Rooms room(String room) {
        var found = new Rooms();
        after(taken).keySet().stream()
                .filter(key -> ViewTest.roomOf(key).equals(room))
                .forEach(key -> found.all.put(key, row(key)));
        return found;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> eventsAfter(long position) {
        return new Stream(position);
    }

    @Override
    public long newest() {
        return events.size() - 1L;
    }

    @Override
    public <T> ViewSource.Read<T> read(String processor, Supplier<T> rows) {
        var read = new ViewSource.Read<>(taken - 1L, edition, rows.get());
        beforeReading.run();
        return read;
    }

    @Override
    public void lookAtTables() {
        view.tablesAre(taken - 1L, edition, whole);
    }

    private final class Stream implements BlockingStream<TrackedEventMessage<?>> {

        private int next;

        Stream(long position) {
            this.next = Math.toIntExact(position + 1);
        }

        @Override
        public Optional<TrackedEventMessage<?>> peek() {
            return next < events.size()
                    ? Optional.of(new GenericTrackedEventMessage<>(
                            new GlobalSequenceTrackingToken(next),
                            GenericEventMessage.asEventMessage(events.get(next))))
                    : Optional.empty();
        }

        @Override
        public boolean hasNextAvailable(int timeout, TimeUnit unit) {
            return peek().isPresent();
        }

        @Override
        public TrackedEventMessage<?> nextAvailable() {
            var event = peek().orElseThrow();
            next++;
            return event;
        }

        @Override
        public void close() {}
    }
}
