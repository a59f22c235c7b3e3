package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Everybody sees all reservations of theirs, the newest first, with whatever token they have. */
class OwnReservationsJourneyTest extends OverHttp {

    private static List<String> ids(Answer page) {
        return page.get("reservations").values().stream()
                .map(reservation -> reservation.get("reservationId").asString())
                .toList();
    }

    private List<String> reserves(Person person, int count) {
        var performance = performance(count);
        return seats(performance, count).stream()
                .map(seat -> person.reserves(seat).is(201).text("reservationId"))
                .toList();
    }

    @Test
    void newest_first() {
        var ann = shop.customer("ann");
        reserves(shop.customer("bob"), 1);
        assertThat(ids(ann.get("/reservations").is(200))).isEmpty();
        var all = reserves(ann, 3);
        var page = ann.get("/reservations").is(200);
        assertThat(ids(page)).isEqualTo(all.reversed());
        assertThat(page.get("next").isNull()).isTrue();
        assertThat(page.get("reservations").get(0))
                .isEqualTo(ann.get("/reservations/" + all.getLast()).is(200).json());
        written();
        assertThat(ids(ann.get("/reservations").is(200))).isEqualTo(all.reversed());
    }

    @Test
    void page_by_page() {
        var ann = shop.customer("ann");
        var all = reserves(ann, 5);
        var seen = new ArrayList<String>();
        var page = ann.get("/reservations?limit=2").is(200);
        while (!page.get("next").isNull()) {
            assertThat(ids(page)).hasSize(2);
            seen.addAll(ids(page));
            page = ann.get("/reservations?limit=2&after=" + page.text("next")).is(200);
        }
        seen.addAll(ids(page));
        assertThat(seen).isEqualTo(all.reversed());
    }

    @Test
    void only_those_that_stand_so() {
        var ann = shop.customer("ann");
        var all = reserves(ann, 4);
        ann.cancels(all.get(1)).is(204);
        ann.charges(PRICE).is(201);
        ann.pays(all.get(2)).is(201);
        assertThat(ids(ann.get("/reservations?status=CANCELLED").is(200)))
                .containsExactly(all.get(1));
        assertThat(ids(ann.get("/reservations?status=PAID").is(200))).containsExactly(all.get(2));
        assertThat(ids(ann.get("/reservations?status=PENDING").is(200)))
                .containsExactly(all.get(3), all.get(0));
        assertThat(ids(ann.get("/reservations?status=PENDING&limit=1").is(200)))
                .containsExactly(all.get(3));
        clock.forward(Duration.ofMinutes(5));
        assertThat(ids(ann.get("/reservations?status=PENDING").is(200))).isEmpty();
        assertThat(ids(ann.get("/reservations?status=EXPIRED").is(200)))
                .containsExactly(all.get(3), all.get(0));
    }

    @Test
    void what_cannot_be_asked() {
        var ann = shop.customer("ann");
        for (var query : List.of("limit=0", "limit=101", "limit=x", "status=LOST", "after=a%20b")) {
            ann.get("/reservations?" + query).isRefused(400, "INVALID_REQUEST");
        }
    }

    @Test
    void a_token_that_is_used_up_still_shows_what_it_has_bought() {
        var ann = shop.customer("ann");
        var reservation = reserves(ann, 1).getFirst();
        ann.charges(PRICE).is(201);
        ann.pays(reservation).is(201);
        ann.get("/points").isRefused(401, "TOKEN_EXPIRED");
        assertThat(ann.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PAID");
        assertThat(ids(ann.get("/reservations").is(200))).containsExactly(reservation);
        ann.cancels(reservation).isRefused(401, "TOKEN_EXPIRED");
    }

    @Test
    void a_token_of_somebody_else_does_not() {
        var reservation = reserves(shop.customer("ann"), 1).getFirst();
        var bob = shop.customer("bob");
        bob.leaves().is(204);
        bob.get("/reservations/" + reservation).isRefused(403, "NOT_RESERVATION_OWNER");
        assertThat(ids(bob.get("/reservations").is(200))).isEmpty();
    }
}
