package encore.journey;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Diagram "예약가능 날짜 조회" (available dates). */
class AvailableDatesJourneyTest extends OverHttp {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    private static LocalDate day(Instant instant) {
        return instant.atZone(SEOUL).toLocalDate();
    }

    private static List<JsonNode> dates(Person person, LocalDate from, LocalDate to) {
        return person
                .get("/performances?from=" + from + "&to=" + to)
                .is(200)
                .get("performances")
                .values()
                .stream()
                .toList();
    }

    private JsonNode find(Person person, String performance) {
        return dates(person, day(clock.instant()), day(clock.instant()).plusDays(366)).stream()
                .filter(found -> found.get("performanceId").asString().equals(performance))
                .findFirst()
                .orElse(null);
    }

    @Test
    void a_performance_is_found_between_its_days_at_the_venue() {
        var ann = shop.customer("ann");
        var lateInSeoul = LocalDate.of(2031, 5, 1).atTime(23, 30).atZone(SEOUL).toInstant();
        var scheduled = shop.schedule("Late Night", 3, PRICE, lateInSeoul).is(201);
        assertThat(scheduled.text("date")).isEqualTo("2031-05-01");
        assertThat(scheduled.header("Location")).isNotBlank();

        var may1 = LocalDate.of(2031, 5, 1);
        var found = dates(ann, may1, may1);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().get("performanceId").asString())
                .isEqualTo(scheduled.text("performanceId"));
        assertThat(found.getFirst().get("title").asString()).isEqualTo("Late Night");
        assertThat(found.getFirst().get("venue").asString()).isEqualTo("Blue Note Cellar");
        assertThat(found.getFirst().get("startsAt").asString()).isEqualTo("2031-05-01T14:30:00Z");
        assertThat(found.getFirst().get("date").asString()).isEqualTo("2031-05-01");
        assertThat(found.getFirst().get("totalSeats").asLong()).isEqualTo(3);
        assertThat(found.getFirst().get("availableSeats").asLong()).isEqualTo(3);
        assertThat(dates(ann, may1.plusDays(1), may1.plusDays(9))).isEmpty();
        assertThat(dates(ann, may1.minusDays(9), may1.minusDays(1))).isEmpty();
    }

    @Test
    void they_are_ordered_by_start() {
        var ann = shop.customer("ann");
        var base = Instant.parse("2029-03-01T10:00:00Z");
        for (int days : new int[] {5, 1, 3}) {
            shop.schedule("Series", 1, PRICE, base.plus(Duration.ofDays(days))).is(201);
        }
        assertThat(dates(ann, LocalDate.of(2029, 3, 1), LocalDate.of(2029, 3, 31)).stream()
                        .map(found -> found.get("date").asString()))
                .containsExactly("2029-03-02", "2029-03-04", "2029-03-06");
    }

    @Test
    void a_past_one_is_left_out() {
        var ann = shop.customer("ann");
        var soon = shop.schedule("Soon", 1, PRICE, clock.instant().plus(Duration.ofMinutes(2)))
                .is(201)
                .text("performanceId");
        assertThat(find(ann, soon)).isNotNull();
        clock.forward(Duration.ofMinutes(2));
        assertThat(find(ann, soon)).isNull();
    }

    @Test
    void held_and_sold_seats_are_not_available_and_lapsed_ones_are_again() {
        var performance = performance(3);
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        var reservation = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        assertThat(find(ann, performance).get("availableSeats").asLong()).isEqualTo(2);
        var bobs = bob.reserves(seat(performance, 2)).is(201).text("reservationId");
        assertThat(find(bob, performance).get("availableSeats").asLong()).isEqualTo(1);
        ann.charges(PRICE).is(201);
        ann.pays(reservation).is(201);
        ann.joins();
        assertThat(find(ann, performance).get("availableSeats").asLong()).isEqualTo(1);
        bob.cancels(bobs).is(204);
        assertThat(find(bob, performance).get("availableSeats").asLong()).isEqualTo(2);
        bob.reserves(seat(performance, 3)).is(201);
        assertThat(find(bob, performance).get("availableSeats").asLong()).isEqualTo(1);
        clock.forward(Duration.ofMinutes(5));
        assertThat(find(bob, performance).get("availableSeats").asLong()).isEqualTo(2);
    }
}
