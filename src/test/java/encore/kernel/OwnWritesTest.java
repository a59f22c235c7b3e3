package encore.kernel;

import encore.shop.OverHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whoever wrote something sees it in the next read. */
class OwnWritesTest extends OverHttp {

    private static final String LATE = "projection-history";

    private static final String OF_SEATS = "projection-seatmap";

    @AfterEach
    void goOn() {
        for (var name : List.of(LATE, OF_SEATS)) {
            if (!processor(name).isRunning()) {
                resume(name);
            }
        }
    }

    @Test
    void an_answer_waits_for_the_read_models() {
        var ann = shop.customer("ann");
        pause(LATE);
        var charging = CompletableFuture.supplyAsync(() -> ann.charges(5));
        eventually(() -> stored("PointCharged", "points:" + ann.name()) == 1);
        assertThatThrownBy(() -> charging.get(1, TimeUnit.SECONDS))
                .isInstanceOf(TimeoutException.class);
        resume(LATE);
        charging.join().is(201);
        assertThat(ann.get("/points/history").is(200).get("entries").size()).isEqualTo(1);
    }

    @Test
    void but_not_for_those_that_show_nothing_of_it() throws Exception {
        var ann = shop.customer("ann");
        pause(OF_SEATS);
        // All of them would be waited for three seconds.
        CompletableFuture.supplyAsync(() -> ann.charges(5)).get(2, TimeUnit.SECONDS).is(201);
    }

    @Test
    void and_not_for_ever() {
        var ann = shop.customer("ann");
        pause(LATE);
        assertThat(ann.charges(5).is(201).number("balance")).isEqualTo(5);
        assertThat(ann.balance()).isEqualTo(5);
    }
}
