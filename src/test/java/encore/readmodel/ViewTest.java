package encore.readmodel;

import jakarta.persistence.Id;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.ClasspathHandlerDefinition;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;

/** What is in memory is what all events make of it, whatever the tables do meanwhile. */
class ViewTest {

    record Put(String chair, long price) {}

    record Raised(String chair, long by) {}

    record Removed(String chair) {}

    @jakarta.persistence.Table(name = "chair")
    static class Chair {

        @Id
        String chairId;

        long price;
    }

    /** Can't take in that anything is raised by 13. */
    static class ChairsProjection {

        @EventHandler
        void on(Put e, Rows<Chair> chairs) {
            var chair = new Chair();
            chair.chairId = e.chair();
            chair.price = e.price();
            chairs.put(chair);
        }

        @EventHandler
        void on(Raised e, Rows<Chair> chairs) {
            if (e.by() == 13) {
                throw new IllegalStateException("unlucky");
            }
            chairs.changeIfThere(e.chair(), chair -> chair.price += e.by());
        }

        @EventHandler
        void on(Removed e, Rows<Chair> chairs) {
            chairs.remove(e.chair());
        }
    }

    private final ChairStore store = new ChairStore();
    private final View view = new View("projection-chairs", store);
    private RowCache<Chair> chairs;
    private ViewCache<String, Rooms> rooms;

    @BeforeEach
    void begin() {
        store.view = view;
        chairs = RowCache.of(view, Chair.class, key -> Optional.ofNullable(store.row(key)));
        rooms = ViewCache.of(view, 6, change -> roomOf((String) change.key()), store::room);
        view.begin(new ReadModel(
                "chairs",
                new AnnotationEventHandlerAdapter(
                        new ChairsProjection(),
                        MultiParameterResolverFactory.ordered(
                                ClasspathParameterResolverFactory.forClass(Chair.class),
                                new RowsResolver(null)),
                        ClasspathHandlerDefinition.forClass(Chair.class)),
                List.of()));
        store.lookAtTables();
    }

    static String roomOf(String chair) {
        return chair.substring(0, 1);
    }

    /** The chairs of a room. */
    static final class Rooms implements Piece {

        final TreeMap<String, Chair> all = new TreeMap<>();

        @Override
        public void take(RowChange<?> change) {
            var chair = change.in(Chair.class);
            all.compute((String) chair.key(), (key, before) -> chair.of(before));
        }

        @Override
        public int rows() {
            return all.size();
        }

        private TreeMap<String, Long> prices() {
            var prices = new TreeMap<String, Long>();
            all.values().forEach(chair -> prices.put(chair.chairId, chair.price));
            return prices;
        }
    }

    private Long price(String chair) {
        return chairs.find(chair).map(found -> found.price).orElse(null);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void whatever_happens_to_the_tables(int seed) {
        var random = new Random(seed);
        for (int step = 0; step < 5_000; step++) {
            var chair = (char) ('a' + random.nextInt(4)) + "-" + random.nextInt(4);
            switch (random.nextInt(14)) {
                case 0, 1 -> store.events.add(new Put(chair, step));
                case 2, 3, 4 -> store.events.add(new Raised(chair, 100));
                case 5 -> store.events.add(new Removed(chair));
                case 6 -> store.taken = random.nextInt(store.taken, store.events.size() + 1);
                case 7 -> store.lookAtTables();
                case 8 -> {
                    if (random.nextInt(10) == 0) {
                        // A crash: the last batches are gone.
                        store.taken = random.nextInt(store.taken + 1);
                        store.lookAtTables();
                    }
                }
                case 9 -> store.edition += random.nextInt(20) / 19;
                case 10 -> {
                    int more = random.nextInt(3);
                    store.beforeReading = more == 0
                            ? () -> {}
                            : () -> {
                                store.events.add(new Raised(chair, 1_000));
                                store.taken = more == 1 ? store.taken : store.events.size();
                                store.beforeReading = () -> {};
                            };
                }
                case 11 -> {
                    var room = roomOf(chair);
                    int asked = store.events.size();
                    assertThat(rooms.get(room).prices())
                            .isIn(sinceThen(asked, all -> all.subMap(room, room + "~")));
                }
                default -> {
                    int asked = store.events.size();
                    assertThat(price(chair)).isIn(sinceThen(asked, all -> all.get(chair)));
                }
            }
        }
    }

    /** What may be answered: as it was when asked, or after what has happened meanwhile. */
    private <T> List<T> sinceThen(int asked, Function<TreeMap<String, Long>, T> shown) {
        var possible = new ArrayList<T>();
        for (int count = asked; count <= store.events.size(); count++) {
            possible.add(shown.apply(store.after(count)));
        }
        return possible;
    }

    @Test
    void what_was_asked_for_once_is_not_read_again() {
        store.events.add(new Put("a-1", 5));
        store.taken = 1;
        store.lookAtTables();
        assertThat(price("a-1")).isEqualTo(5);
        store.beforeReading = () -> {
            throw new AssertionError("was read again");
        };
        store.events.add(new Raised("a-1", 2));
        store.events.add(new Put("a-2", 1));
        assertThat(price("a-1")).isEqualTo(7);
        assertThat(price("a-2")).isEqualTo(1);
    }

    @Test
    void tables_mended_by_somebody_are_read_again() {
        store.events.add(new Put("a-1", 5));
        store.taken = 1;
        store.lookAtTables();
        price("a-1");
        store.events.set(0, new Put("a-1", 6));
        assertThat(price("a-1")).isEqualTo(5);
        store.edition++;
        store.lookAtTables();
        assertThat(price("a-1")).isEqualTo(6);
    }

    /** The event is put aside, and the tables go on without it. */
    @Test
    void what_can_not_be_taken_in_is_left_to_the_tables() {
        store.events.add(new Put("a-1", 5));
        store.events.add(new Raised("a-1", 13));
        store.events.add(new Raised("a-1", 1));
        store.whole = false;
        store.taken = 3;
        assertThat(price("a-1")).isEqualTo(19);
        store.events.add(new Put("b-1", 1));
        store.taken = 4;
        store.lookAtTables();
        assertThat(price("b-1")).isEqualTo(1);
        store.whole = true;
        store.lookAtTables();
        store.events.add(new Raised("b-1", 1));
        assertThat(price("b-1")).isEqualTo(2);
    }

    @Test
    void who_waits_is_told_when_it_is_so() throws Exception {
        store.events.add(new Put("a-1", 5));
        var waiting = CompletableFuture.supplyAsync(
                () -> chairs.await("a-1", chair -> chair.price > 9, Duration.ofSeconds(20)));
        for (int raised = 0; raised < 5; raised++) {
            store.events.add(new Raised("a-1", 1));
            view.undisturbed(view::takeInWhatCame);
        }
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(chairs.await("a-1", chair -> chair.price > 99, Duration.ofMillis(20)))
                .isFalse();
    }
}
