package encore;

import encore.shop.OverHttp;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A read model is only a view: dropping it and replaying the events gives the same rows. */
class ReplayTest extends OverHttp {

    private static final Map<String, List<String>> TABLES = Map.of(
            "projection-line", List.of("line"),
            "projection-calendar", List.of("calendar", "calendar_hold"),
            "projection-seatmap", List.of("seat_map"),
            "projection-mine", List.of("reservation"),
            "projection-balance", List.of("point_balance"),
            "projection-history", List.of("point_history"),
            "projection-payment", List.of("payment"));

    private Map<String, List<String>> rows() {
        return TABLES.values().stream().flatMap(List::stream)
                .collect(Collectors.toMap(table -> table, table -> jdbc
                        .sql("select t::text from " + table + " t order by 1")
                        .query(String.class)
                        .list()));
    }

    private void somethingHappens() {
        var performance = performance(6);
        var ann = shop.customer("ann");
        ann.charges(10 * PRICE).is(201);
        ann.pays(ann.reserves(seat(performance, 1)).text("reservationId")).is(201);
        ann.joins();
        ann.cancels(ann.reserves(seat(performance, 2)).text("reservationId")).is(204);
        var expiring = ann.reserves(seat(performance, 3)).text("reservationId");
        clock.forward(Duration.ofMinutes(5));
        eventually(() -> ann.get("/reservations/" + expiring).text("status").equals("EXPIRED"));
        ann.reserves(seat(performance, 4)).is(201);
        var bob = shop.customer("bob");
        bob.pays(bob.reserves(seat(performance, 5)).text("reservationId"))
                .isRefused(402, "INSUFFICIENT_POINTS");
        bob.leaves().is(204);
        // The seat of the expired reservation is released a moment later.
        eventually(() -> statusOf(ann, seat(performance, 3)).equals("AVAILABLE"));
    }

    private void settle() {
        var head = jdbc.sql("select max(global_index) from domain_event_entry").query(Long.class)
                .single();
        eventually(() -> processing.eventProcessors().values().stream()
                .map(processor -> ((StreamingEventProcessor) processor).processingStatus())
                .allMatch(segments -> !segments.isEmpty() && segments.values().stream()
                        .allMatch(s -> s.getCurrentPosition().orElse(-1) >= head)));
    }

    @Test
    void every_read_model_is_the_same_after_a_replay() {
        somethingHappens();
        settle();
        var before = rows();
        assertThat(before.values()).noneMatch(List::isEmpty);
        long events = count("domain_event_entry");

        for (var name : TABLES.keySet()) {
            var projection = (StreamingEventProcessor) processor(name);
            projection.shutDown();
            projection.resetTokens();
            TABLES.get(name).forEach(table -> assertThat(count(table)).as(table).isZero());
            projection.start();
        }

        settle();
        assertThat(rows()).isEqualTo(before);
        assertThat(count("domain_event_entry")).as("a replay decides nothing").isEqualTo(events);
    }

    @Test
    void every_projection_is_replayed_here() {
        Set<String> projections = processing.eventProcessors().keySet().stream()
                .filter(name -> name.startsWith("projection-"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(projections).isEqualTo(new TreeSet<>(TABLES.keySet()));
    }

    @Test
    void automations_and_the_saga_refuse_to_be_replayed() {
        processing.eventProcessors().forEach((name, processor) -> {
            if (!name.startsWith("projection-")) {
                assertThat(((StreamingEventProcessor) processor).supportsReset()).as(name)
                        .isFalse();
            }
        });
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
