package encore;

import encore.testing.OverHttp;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A read model is only a view (rule 5): building it anew gives the same rows. */
class ReplayTest extends OverHttp {

    private static final Map<String, List<String>> TABLES = Map.of(
            "line", List.of("line"),
            "calendar", List.of("calendar", "calendar_hold"),
            "seatmap", List.of("seat_map"),
            "mine", List.of("reservation"),
            "balance", List.of("point_balance"),
            "history", List.of("point_history"),
            "payment", List.of("payment"),
            "programme", List.of("performance"),
            "wish", List.of("wish"));

    @Autowired
    @Qualifier("localSegment")
    private CommandBus commandBus;

    private Map<String, List<String>> rows() {
        return TABLES.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toMap(
                        table -> table,
                        table -> jdbc.sql("select t::text from " + table + " t order by 1")
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
        // What has lapsed is shown at once, and recorded a moment later.
        eventually(() -> stored("SeatReleased", "seat:" + seat(performance, 3)) == 1);
    }

    private void somebodyWishes() {
        var full = performance(1);
        var cat = shop.customer("cat");
        cat.reserves(seat(full, 1)).is(201);
        cat.post("/performances/" + full + "/wishes", Map.of("count", 1)).is(201);
        // What is still wished for would be offered, sooner or later, and that by a command.
        cat.delete("/performances/" + full + "/wishes/mine").is(204);
    }

    /** Whose time was up is out, and every processor is through with that. */
    private void settle() {
        eventually(() -> jdbc.sql("select count(*) from admission where active_until <= ?")
                        .param(Timestamp.from(clock.instant()))
                        .query(Integer.class)
                        .single()
                == 0);
        var head = jdbc.sql("select max(global_index) from domain_event_entry")
                .query(Long.class)
                .single();
        eventually(() -> processing.eventProcessors().values().stream()
                .map(processor -> ((StreamingEventProcessor) processor).processingStatus())
                .allMatch(segments -> !segments.isEmpty()
                        && segments.values().stream()
                                .allMatch(s -> s.getCurrentPosition().orElse(-1) >= head)));
    }

    @Test
    void every_read_model_is_the_same_after_a_replay() {
        somethingHappens();
        somebodyWishes();
        settle();
        var before = rows();
        assertThat(before.values()).noneMatch(List::isEmpty);
        long events = count("domain_event_entry");

        for (var name : TABLES.keySet()) {
            var rebuilt = endOf(name, "rebuilds");
            assertThat(rebuilt.text("state")).as(rebuilt.body()).isEqualTo("COMPLETED");
            assertThat(rebuilt.get("check").get("same").asBoolean())
                    .as(rebuilt.body())
                    .isTrue();
        }

        assertThat(rows()).isEqualTo(before);
        assertThat(count("domain_event_entry")).as("a replay decides nothing").isEqualTo(events);
    }

    /** A tap on the one bus that every command of this server comes to. */
    @Test
    void rebuilding_everything_dispatches_no_command() {
        somethingHappens();
        settle();
        var commands = new ConcurrentLinkedQueue<String>();
        var tap = commandBus.registerHandlerInterceptor((unitOfWork, chain) -> {
            commands.add(unitOfWork.getMessage().getCommandName());
            return chain.proceed();
        });
        for (var name : TABLES.keySet()) {
            assertThat(endOf(name, "rebuilds").text("state")).isEqualTo("COMPLETED");
        }
        assertThat(commands).isEmpty();
        shop.customer("ann");
        assertThat(commands).as("the tap is open").isNotEmpty();
        tap.cancel();
    }

    @Test
    void every_projection_is_replayed_here() {
        Set<String> projections = processing.eventProcessors().keySet().stream()
                .filter(name -> name.startsWith("projection-"))
                .map(name -> name.substring("projection-".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(projections).isEqualTo(new TreeSet<>(TABLES.keySet()));
    }

    @Test
    void automations_and_the_saga_refuse_to_be_replayed() {
        processing.eventProcessors().forEach((name, processor) -> {
            if (!name.startsWith("projection-")) {
                assertThat(((StreamingEventProcessor) processor).supportsReset())
                        .as(name)
                        .isFalse();
            }
        });
    }

    private long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }
}
