package encore.replay;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept in memory of a read model does not outlive the tables it was read from. */
class NothingStaleTest extends OverHttp {

    private static final List<String> KEPT = List.of("seatmap", "calendar", "line");

    /** What somebody sees of the three read models that are kept in memory. */
    private List<String> shown(Person viewer, String performance) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return List.of(
                viewer.get("/performances/" + performance + "/seats").is(200).body(),
                viewer.get("/performances?from=" + today + "&to=" + today.plusDays(3))
                        .is(200)
                        .body(),
                viewer.looks().is(200).body());
    }

    @Test
    void after_a_retry_and_after_a_rebuild_all_is_read_anew() {
        var performance = performance(2);
        var ann = shop.customer("ann");
        ann.reserves(seat(performance, 1)).is(201);
        var before = shown(ann, performance);
        written();

        jdbc.sql("update seat_map set price = 7 where performance_id = ?")
                .param(performance)
                .update();
        jdbc.sql("update calendar set title = 'Wrong' where performance_id = ?")
                .param(performance)
                .update();
        jdbc.sql("update line set expires_at = expires_at + interval '1 hour'"
                        + " where user_id = ?")
                .param(ann.name())
                .update();
        KEPT.forEach(name -> shop.operator(
                        "POST", "/projections/" + name + "/dead-letters/retries", null)
                .is(200));
        var mistaken = shown(ann, performance);
        assertThat(mistaken.get(0)).contains("\"price\":7,");
        assertThat(mistaken.get(1)).contains("Wrong");
        assertThat(mistaken.get(2)).isNotEqualTo(before.get(2));

        KEPT.forEach(
                name -> assertThat(endOf(name, "rebuilds").text("state")).isEqualTo("COMPLETED"));
        assertThat(shown(ann, performance)).isEqualTo(before);
        ann.reserves(seat(performance, 2)).is(201);
        assertThat(statusOf(ann, seat(performance, 2))).isEqualTo("HELD");
    }
}
