package encore.audit;

import encore.audit.ledger.LineStory;
import encore.kernel.LineName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** The same for the line, and for how events are stored. */
@TestPropertySource(properties = "a.store.of.its.own=PlantedInLineAndStoreTest")
@DirtiesContext
class PlantedInLineAndStoreTest extends AuditOverHttp {

    private Plant plant;

    @BeforeEach
    void nobodyReadsWhatIsPlanted() {
        nobodyReads();
        plant = new Plant(jdbc);
    }

    private void found(Object brought, String... violations) {
        var audit = audit(brought);
        assertThat(violations(audit, plant.all())).containsExactlyInAnyOrder(violations);
        assertThat(audit.get("intact").asBoolean()).isFalse();
    }

    private static String says(String rule, String... events) {
        return rule + " " + List.of(events);
    }

    @Test
    void somebody_passed_over() {
        var ann = plant.buyer();
        var bob = plant.buyer();
        var annJoined = ann.joins();
        var bobJoined = bob.joins();
        var bobEntered = bob.enters();
        ann.enters();
        ann.ends("LEFT");
        bob.ends("LEFT");
        found(null, says("LINE_PASSED_OVER", annJoined, bobJoined, bobEntered));
    }

    @Test
    void one_more_inside_than_there_is_room_for() {
        var line = new LineStory(new LineName("full"), plant);
        line.joins("ann");
        line.joins("bob");
        line.enters("ann");
        var second = line.enters("bob");
        found(Map.of("capacity", 1), says("CAPACITY_EXCEEDED", second));
    }

    @Test
    void a_place_is_free_again_once_its_token_has_expired() {
        var line = new LineStory(new LineName("busy"), plant);
        line.joins("ann");
        line.joins("bob");
        line.enters("ann");
        line.leaves("ann");
        line.enters("bob");
        assertThat(violations(audit(Map.of("capacity", 1)), plant.all())).isEmpty();
    }

    @Test
    void somebody_let_in_who_does_not_wait() {
        var ann = plant.buyer();
        var entered = ann.enters();
        ann.ends("LEFT");
        found(null, says("ADMITTED_NOT_WAITING", entered));
    }

    @Test
    void two_living_tokens_of_one_person() {
        var ann = plant.buyer();
        ann.joins();
        ann.enters();
        ann.ends("LEFT");
        ann.token = "second-" + ann.name;
        ann.joins();
        var second = ann.enters();
        ann.token = "third-" + ann.name;
        var third = ann.joins();
        ann.ends("LEFT");
        ann.token = "second-" + ann.name;
        ann.ends("LEFT");
        found(null, says("TWO_LIVING_TOKENS", second, third));
    }

    @Test
    void a_number_left_out_in_a_stream() {
        var ann = plant.buyer();
        var first = ann.charges(1, 1);
        plant.skip("points:" + ann.account);
        found(null, says("STREAM_BROKEN", first, ann.charges(1, 2)));
    }

    @Test
    void a_stream_without_its_beginning() {
        var ann = plant.buyer();
        plant.skip("points:" + ann.account);
        found(null, says("STREAM_BROKEN", ann.charges(1, 1)));
    }

    @Test
    void a_number_used_twice_in_a_stream() {
        jdbc.sql("alter table domain_event_entry drop constraint if exists"
                        + " domain_event_entry_aggregate_identifier_sequence_number_key")
                .update();
        var ann = plant.buyer();
        var first = ann.charges(1, 1);
        var second = plant.raw(
                "PointCharged",
                "points:" + ann.account,
                0,
                "{\"user\":\"%s\",\"charge\":\"c-%s\",\"amount\":1,\"balance\":2}"
                        .formatted(ann.account, ann.name),
                "{}");
        found(null, says("STREAM_BROKEN", first, second));
    }

    @Test
    void an_event_in_the_stream_of_somebody_else() {
        var ann = plant.buyer();
        var event = plant.event(
                "PointCharged",
                "points:nobody-" + ann.name,
                "user",
                ann.account,
                "charge",
                "c-" + ann.name,
                "amount",
                1,
                "balance",
                1);
        found(null, says("STREAM_NOT_ITS_OWN", event));
    }

    @Test
    void events_that_cannot_be_read() {
        var charge = "{\"user\":\"ann\",\"charge\":\"c\",\"amount\":1,\"balance\":1}";
        found(
                null,
                says("EVENT_UNREADABLE", plant.raw("PointCharged", "points:a", 0, "no {", "{}")),
                says("EVENT_UNREADABLE", plant.raw("PointCharged", "points:b", 0, "null", "{}")),
                says("EVENT_UNREADABLE", plant.raw("PointStolen", "points:c", 0, charge, "{}")),
                says("EVENT_UNREADABLE", plant.raw("PointCharged", "points:d", 0, charge, "no")),
                says("EVENT_UNREADABLE", withoutMetaData(charge)),
                says(
                        "EVENT_UNREADABLE",
                        plant.raw("TokenExpired", "waiting:e", 0, "{\"user\":\"ann\"}", "{}")),
                says(
                        "EVENT_UNREADABLE",
                        plant.raw("SeatSold", "seat:f", 0, "{\"seat\":\"not a seat\"}", "{}")));
    }

    private String withoutMetaData(String payload) {
        var event = plant.raw("PointCharged", "points:g", 0, payload, "{}");
        jdbc.sql("update domain_event_entry set meta_data = null where event_identifier = ?")
                .param(event)
                .update();
        return event;
    }
}
