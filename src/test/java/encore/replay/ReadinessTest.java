package encore.replay;

import encore.kernel.Commands;
import encore.kernel.UserId;
import encore.point.ChargeId;
import encore.point.PointAccountCommand.ChargePoint;
import encore.testing.Answer;
import encore.testing.OverHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A node is ready while it shows what has happened; else it says which read model does not. */
class ReadinessTest extends OverHttp {

    @Autowired
    private Commands commands;

    @AfterEach
    void goOn() {
        resume("projection-history");
        eventually(() ->
                jdbc.sql("select error from failing").query(String.class).list().isEmpty());
        eventually(() -> readiness().status() == 200);
    }

    private Answer health(String group) {
        return shop.send("GET", "/actuator/health" + group, null, Map.of());
    }

    private Answer readiness() {
        return health("/readiness");
    }

    private String wrongWithHistory() {
        var wrong =
                readiness().get("components").get("readModels").path("details").path("history");
        return wrong.asString("");
    }

    @Test
    void a_read_model_is_far_behind_when_much_is_missing_and_for_long() {
        pause("projection-history");
        for (int charge = 1; charge <= 110; charge++) {
            commands.send(new ChargePoint(new UserId("readiness"), new ChargeId("c" + charge), 1));
        }
        readiness().is(200);

        clock.forward(Duration.ofSeconds(61));

        eventually(() -> readiness().status() == 503);
        assertThat(wrongWithHistory()).startsWith("BEHIND by ").endsWith(" events");
        assertThat(health("").text("status")).isEqualTo("DOWN");
        health("/liveness").is(200);
        resume("projection-history");
        eventually(() -> readiness().status() == 200);
        assertThat(wrongWithHistory()).isEmpty();
    }

    @Test
    void a_few_that_are_missing_do_not_matter_however_long() {
        pause("projection-history");
        commands.send(new ChargePoint(new UserId("readiness"), new ChargeId("one"), 1));
        clock.forward(Duration.ofSeconds(61));
        readiness().is(200);
    }

    /** As told by the node that runs it, while this one does not. */
    @Test
    void a_node_that_does_not_run_it_says_what_is_stored() {
        pause("projection-history");
        jdbc.sql("""
                insert into failing (processor_name, position, error, since)
                values ('projection-history', 0, 'secret', now() - interval '6 seconds')
                """).update();
        eventually(() -> readiness().status() == 503);
        assertThat(wrongWithHistory()).isEqualTo("FAILING");
        assertThat(readiness().body()).doesNotContain("secret", "Exception", "encore");
        health("/liveness").is(200);
        assertThat(shop.operator("GET", "/projections", null)
                        .is(200)
                        .get("projections")
                        .valueStream()
                        .filter(model -> model.get("name").asString().equals("history"))
                        .findFirst()
                        .orElseThrow()
                        .get("state")
                        .asString())
                .isEqualTo("FAILING");
    }

    /** Putting a bad event aside takes a processor a second, in which it is in error. */
    @Test
    void what_has_begun_to_fail_just_now_may_be_over_at_once() {
        pause("projection-history");
        jdbc.sql("""
                insert into failing (processor_name, position, error, since)
                values ('projection-history', 0, 'e', now() + interval '1 hour')
                """).update();
        readiness().is(200);
    }
}
