package encore.readmodel;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever wrote something sees it in the next read, however late the tables are. */
class ReadYourWritesTest extends OverHttp {

    private static final List<String> TABLES = List.of(
            "projection-line",
            "projection-calendar",
            "projection-seatmap",
            "projection-mine",
            "projection-balance",
            "projection-history",
            "projection-payment");

    /** Where another test has left dead letters, tables would be asked. */
    @BeforeEach
    void nothingIsPutAside() {
        jdbc.sql("delete from dead_letter").update();
        written();
        views.lookAtTables();
    }

    @AfterEach
    void goOn() {
        TABLES.stream().filter(name -> !processor(name).isRunning()).forEach(this::resume);
    }

    @Test
    void though_no_table_is_written() {
        var performance = performance(2);
        TABLES.forEach(this::pause);
        var ann = shop.customer("ann");
        ann.charges(PRICE + 5).is(201);
        assertThat(ann.balance()).isEqualTo(PRICE + 5);
        assertThat(lines(ann)).isEqualTo(1);
        var reservation = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        assertThat(free(ann, performance)).isEqualTo(1);
        assertThat(ann.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PENDING");
        ann.cancels(reservation).is(204);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("AVAILABLE");
        ann.pays(ann.reserves(seat(performance, 2)).is(201).text("reservationId"))
                .is(201);
        ann.looks().is(200).text("status");
        var again = ann.joins();
        assertThat(again.balance()).isEqualTo(5);
        assertThat(lines(again)).isEqualTo(2);
        assertThat(statusOf(again, seat(performance, 2))).isEqualTo("SOLD");
        assertThat(free(again, performance)).isEqualTo(1);
    }

    /** Its tables are asked, for they have not taken in all events; and they are late. */
    @Test
    void what_was_stored_is_answered_though_it_can_not_be_shown_yet() {
        pause("projection-line");
        try {
            leaveToItsTables("projection-line");
            var ann = shop.somebody("ann");
            var token = ann.asksForToken().is(201);
            assertThat(token.text("status")).isEqualTo("WAITING");
            assertThat(token.get("position").isNull()).isTrue();
            assertThat(stored("TokenIssued", "waiting:" + ann.name())).isEqualTo(1);
        } finally {
            jdbc.sql("delete from dead_letter").update();
        }
    }

    private static int lines(Person viewer) {
        return viewer.get("/points/history").is(200).get("entries").size();
    }

    private long free(Person viewer, String performance) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return viewer
                .get("/performances?from=" + today + "&to=" + today.plusDays(3))
                .is(200)
                .get("performances")
                .values()
                .stream()
                .filter(found -> found.get("performanceId").asString().equals(performance))
                .findFirst()
                .orElseThrow()
                .get("availableSeats")
                .asLong();
    }
}
