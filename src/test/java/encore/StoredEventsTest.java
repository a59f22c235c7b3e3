package encore;

import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.kernel.Event;
import encore.testing.OverHttp;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is stored stays readable. Each golden file holds an event as it was stored, by the name it
 * is stored under and its revision ({@code PerformanceScheduled.2.json}; the first has none): none
 * may be changed. A change to an event comes with an upcaster and a new file. Where parts of an
 * event may be left out, other files show it with them ({@code SeatPlaced.in-full.json}, {@code
 * PerformanceScheduled.2.in-full.of-a-line.json}).
 */
class StoredEventsTest extends OverHttp {

    private static final Path GOLDEN = Path.of("src/test/resources/stored-events");

    @Autowired
    @Qualifier("eventSerializer")
    private Serializer serializer;

    @Autowired
    private org.axonframework.config.Configuration axon;

    /** A golden file. */
    private record Golden(String name, String revision, boolean inFull, String json) {

        static Golden of(Path file) {
            var fileName = file.getFileName().toString();
            var parts = fileName.replaceFirst("\\.in-full\\..*", ".json").split("\\.");
            try {
                return new Golden(
                        parts[0],
                        parts.length == 2 ? null : parts[1],
                        fileName.contains(".in-full."),
                        Files.readString(file).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        int age() {
            return revision == null ? 1 : Integer.parseInt(revision);
        }
    }

    /** All forms of each event, the oldest first. */
    private static Map<String, List<Golden>> golden() throws IOException {
        return golden(false);
    }

    private static Map<String, List<Golden>> golden(boolean inFull) throws IOException {
        try (var files = Files.list(GOLDEN)) {
            return files.map(Golden::of)
                    .filter(golden -> golden.inFull() == inFull)
                    .sorted(Comparator.comparing(Golden::age))
                    .collect(Collectors.groupingBy(Golden::name));
        }
    }

    /** The way every event is read: past the upcasters, then from JSON. */
    private Event read(Golden golden) {
        var stored = new GenericDomainEventEntry<>(
                "Any",
                "any:1",
                0,
                "id",
                "2026-12-24T10:00:00.000Z",
                golden.name(),
                golden.revision(),
                golden.json().getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8));
        return (Event) EventUtils.upcastAndDeserializeTrackedEvents(
                        Stream.of(new TrackedDomainEventData<>(
                                new GlobalSequenceTrackingToken(0), stored)),
                        serializer,
                        axon.upcasterChain())
                .map(EventMessage::getPayload)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_event_reads_and_writes_as_it_was_stored() throws IOException {
        var all = new ArrayList<Golden>();
        golden().values().forEach(forms -> all.add(forms.getLast()));
        golden(true).values().forEach(all::addAll);
        for (var newest : all) {
            var event = read(newest);
            assertThat(event.getClass().getSimpleName()).isEqualTo(newest.name());
            var again = serializer.serialize(event, String.class);
            assertThat(again.getType().getName()).isEqualTo(newest.name());
            assertThat(again.getType().getRevision()).isEqualTo(newest.revision());
            assertThat(again.getData()).isEqualTo(newest.json());
        }
    }

    @Test
    void every_older_form_still_reads() throws IOException {
        var older = golden().values().stream().filter(forms -> forms.size() > 1).toList();
        assertThat(older).isNotEmpty();
        for (var forms : older) {
            var newest = read(forms.getLast());
            assertThat(forms).allSatisfy(form -> assertThat(read(form)).isEqualTo(newest));
        }
    }

    @Test
    void a_performance_announced_without_a_zone_was_in_seoul() throws IOException {
        var oldest = golden().get("PerformanceScheduled").getFirst();
        assertThat(oldest.revision()).isNull();
        assertThat(oldest.json()).doesNotContain("zone");
        var event = (PerformanceScheduled) read(oldest);
        assertThat(event.zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
        assertThat(event.day()).isEqualTo(LocalDate.of(2026, 12, 24));
        assertThat(event.title()).isEqualTo("Piano Night");
        assertThat(event.totalSeats()).isEqualTo(50);
    }

    @Test
    void every_event_has_a_golden_file() throws IOException {
        var events = new TreeSet<String>();
        for (var vocabulary : new Class<?>[] {
            encore.waiting.WaitingTokenEvent.class, encore.concert.PerformanceEvent.class,
            encore.reservation.SeatEvent.class, encore.reservation.ReservationEvent.class,
            encore.reservation.AllowanceEvent.class, encore.point.PointAccountEvent.class,
            encore.wish.WishEvent.class, encore.waiting.steering.LineEvent.class
        }) {
            for (var event : vocabulary.getPermittedSubclasses()) {
                events.add(event.getSimpleName());
            }
        }
        assertThat(new TreeSet<>(golden().keySet())).isEqualTo(events);
    }

    @Test
    void that_is_how_they_are_in_the_database() {
        shop.customer("ann").charges(5).is(201);
        assertThat(jdbc.sql("select distinct payload_type from domain_event_entry")
                        .query(String.class)
                        .list())
                .contains("TokenIssued", "TokenActivated", "PointCharged")
                .noneMatch(type -> type.contains("."));
    }
}
