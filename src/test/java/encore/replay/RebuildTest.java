package encore.replay;

import encore.shop.Answer;
import encore.shop.OverHttp;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** A read model is built anew beside the one that is read, and takes its place. */
class RebuildTest extends OverHttp {

    private Answer ends(String path) {
        eventually(() -> !shop.operator("GET", path, null).is(200).text("state")
                .equals("RUNNING"));
        return shop.operator("GET", path, null);
    }

    private String rebuild(String name) {
        return shop.operator("POST", "/projections/" + name + "/rebuilds", null).is(202)
                .header("Location").substring("/api/v1".length());
    }

    @Test
    void a_rebuilt_model_is_the_same_and_goes_on() {
        var performance = performance(6);
        var ann = shop.customer("ann");
        ann.reserves(seat(performance, 1)).is(201);

        var rebuilt = ends(rebuild("seatmap"));

        assertThat(rebuilt.text("state")).as(rebuilt.body()).isEqualTo("COMPLETED");
        assertThat(rebuilt.get("check").get("same").asBoolean()).isTrue();
        assertThat(rebuilt.get("check").get("rowsAfter").asLong()).isEqualTo(6);
        ann.reserves(seat(performance, 2)).is(201);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        assertThat(statusOf(ann, seat(performance, 2))).isEqualTo("HELD");
    }
}
