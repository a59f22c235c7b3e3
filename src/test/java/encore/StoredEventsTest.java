package encore;

import encore.kernel.Event;
import encore.shop.OverHttp;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored stays readable. Each golden file holds an event as it was stored, by the name it
 * is stored under: none may be changed. A change to an event comes with an upcaster and a new file.
 */
class StoredEventsTest extends OverHttp {

    private static final Path GOLDEN = Path.of("src/test/resources/stored-events");

    @Autowired
    @Qualifier("eventSerializer")
    private Serializer serializer;

    @Test
    void every_event_reads_and_writes_as_it_was_stored() throws IOException {
        try (var files = Files.list(GOLDEN)) {
            for (var file : files.toList()) {
                var json = Files.readString(file).strip();
                Event event = serializer.deserialize(new SimpleSerializedObject<>(json,
                        String.class, name(file), null));
                assertThat(event.getClass().getSimpleName()).isEqualTo(name(file));
                var again = serializer.serialize(event, String.class);
                assertThat(again.getType().getName()).isEqualTo(name(file));
                assertThat(again.getData()).isEqualTo(json);
            }
        }
    }

    @Test
    void every_event_has_a_golden_file() throws IOException {
        var events = new TreeSet<String>();
        for (var vocabulary : new Class<?>[] {
            encore.waiting.WaitingTokenEvent.class, encore.concert.PerformanceEvent.class,
            encore.reservation.SeatEvent.class, encore.reservation.ReservationEvent.class,
            encore.point.PointAccountEvent.class}) {
            for (var event : vocabulary.getPermittedSubclasses()) {
                events.add(event.getSimpleName());
            }
        }
        try (var files = Files.list(GOLDEN)) {
            assertThat(new TreeSet<>(files.map(StoredEventsTest::name).toList()))
                    .isEqualTo(events);
        }
    }

    @Test
    void that_is_how_they_are_in_the_database() {
        shop.customer("ann").charges(5).is(201);
        assertThat(jdbc.sql("select distinct payload_type from domain_event_entry")
                .query(String.class).list())
                .contains("TokenIssued", "TokenActivated", "PointCharged")
                .noneMatch(type -> type.contains("."));
    }

    private static String name(Path file) {
        return file.getFileName().toString().replace(".json", "");
    }
}
