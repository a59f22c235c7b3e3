package encore.replay.deadletter;

import encore.testing.Answer;
import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A read model whose queue is full stops where it is: nothing is lost, and it goes on later. */
@Import(Poison.Config.class)
@TestPropertySource(
        properties = {"encore.dead-letters.streams=1", "encore.dead-letters.per-stream=2"})
class FullDeadLetterQueueTest extends OverHttp {

    private static final String HISTORY = "/projections/history/dead-letters";

    @Autowired
    private Poison poison;

    private boolean isStopped() {
        return processor("projection-history").processingStatus().values().stream()
                .anyMatch(segment -> segment.isErrorState());
    }

    private long dead() {
        return shop.operator("GET", HISTORY, null).is(200).number("total");
    }

    @Test
    void it_waits_for_room_and_forgets_nothing() {
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        poison.spoil("points:" + ann.name());
        poison.spoil("points:" + bob.name());
        ann.charges(1).is(201);
        ann.charges(2).is(201);
        written();
        assertThat(dead()).isEqualTo(2);
        assertThat(isStopped()).isFalse();

        bob.charges(3).is(201);
        eventually(this::isStopped);
        assertThat(dead()).isEqualTo(2);
        eventually(() -> readiness().status() == 503);
        assertThat(readiness().get("components").get("readModels").get("details"))
                .isEqualTo(JsonMapper.shared().readTree("{\"history\":\"FAILING\"}"));
        assertThat(shop.send("GET", "/actuator/health", null, Map.of()).is(503).text("status"))
                .isEqualTo("DOWN");
        shop.send("GET", "/actuator/health/liveness", null, Map.of()).is(200);
        assertThat(bob.balance()).as("the other read models go on").isEqualTo(3);

        poison.mend();
        assertThat(shop.operator("POST", HISTORY + "/retries", null).is(200).number("retried"))
                .isEqualTo(2);
        eventually(() -> bob.get("/points/history").is(200).get("entries").size() == 1);
        assertThat(ann.get("/points/history").is(200).get("entries").size()).isEqualTo(2);
        assertThat(dead()).isZero();
        eventually(() -> !isStopped());
        eventually(() -> readiness().status() == 200);
    }

    private Answer readiness() {
        return shop.send("GET", "/actuator/health/readiness", null, Map.of());
    }
}
