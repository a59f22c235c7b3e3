package encore.journey;

import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** One user has eight seats of a performance and no more, held and bought together. */
class SeatLimitTest extends OverHttp {

    private static final Duration HOLD = Duration.ofMinutes(5);

    private static List<String> reserves(Person person, String performance, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(n -> person.reserves(seat(performance, n)).is(201).text("reservationId"))
                .toList();
    }

    private static void getsNoMore(Person person, String performance, int seat) {
        assertThat(person.reserves(seat(performance, seat))
                        .isRefused(409, "SEAT_LIMIT")
                        .number("limit"))
                .isEqualTo(8);
    }

    private int stored(String event, Person person, String performance) {
        return stored(event, "allowance:" + performance + "/" + person.name());
    }

    @Test
    void one_token_does_not_hold_a_whole_hall() throws Exception {
        var ann = shop.customer("ann");
        var performance = performance(50);
        try (var threads = Executors.newFixedThreadPool(50)) {
            var answers = threads.invokeAll(seats(performance, 50).stream()
                    .<Callable<Answer>>map(seat -> () -> ann.reserves(seat))
                    .toList());
            int had = 0;
            for (var answer : answers) {
                if (answer.get().status() == 201) {
                    had++;
                } else {
                    answer.get().isRefused(409, "SEAT_LIMIT");
                }
            }
            assertThat(had).isEqualTo(8);
        }
        written();
        assertThat(jdbc.sql("select count(*) from seat_map where performance_id = ?"
                                + " and status = 'HELD'")
                        .param(performance)
                        .query(Integer.class)
                        .single())
                .isEqualTo(8);
    }

    @Test
    void eight_seats_and_no_more_of_one_performance_to_one_user() {
        var ann = shop.customer("ann");
        var performance = performance(9);
        reserves(ann, performance, 1, 8);
        getsNoMore(ann, performance, 9);
        assertThat(statusOf(ann, seat(performance, 9))).isEqualTo("AVAILABLE");
        ann.reserves(freeSeat()).is(201);
        shop.customer("bob").reserves(seat(performance, 9)).is(201);
        ann.reserves(seat(performance, 9)).isRefused(409, "SEAT_TAKEN");
    }

    /** Seats count, not reservations. */
    @Test
    void seats_reserved_together_count_each() {
        var ann = shop.customer("ann");
        var performance = performance(10);
        ann.reserves(seats(performance, 6)).is(201);
        ann.reserves(seats(performance, 10).subList(6, 9)).isRefused(409, "SEAT_LIMIT");
        assertThat(statusOf(ann, seat(performance, 7))).isEqualTo("AVAILABLE");
        assertThat(stored("SeatHeld", "seat:" + seat(performance, 7))).isZero();
        ann.reserves(seats(performance, 8).subList(6, 8)).is(201);
        getsNoMore(ann, performance, 9);
    }

    @Test
    void given_up_together_they_count_no_longer() {
        var ann = shop.customer("ann");
        var performance = performance(9);
        var all = ann.reserves(seats(performance, 8)).is(201).text("reservationId");
        getsNoMore(ann, performance, 9);
        ann.cancels(all).is(204);
        ann.reserves(seats(performance, 8)).is(201);
        getsNoMore(ann, performance, 9);
    }

    @Test
    void another_token_does_not_get_more_and_who_leaves_gives_back_what_counted() {
        var ann = shop.customer("ann");
        var performance = performance(17);
        ann.charges(PRICE).is(201);
        ann.pays(reserves(ann, performance, 1, 1).getFirst()).is(201);
        reserves(ann.joins(), performance, 2, 8);
        getsNoMore(ann, performance, 9);
        ann.leaves().is(204);
        reserves(ann.joins(), performance, 9, 15);
        getsNoMore(ann, performance, 16);
    }

    @Test
    void sending_twice_counts_once() {
        var ann = shop.customer("ann");
        var performance = performance(9);
        for (var seat : seats(performance, 8)) {
            var body = Map.of("seatId", seat);
            var key = Map.of("Idempotency-Key", seat);
            ann.post("/reservations", body, key).is(201);
            // As it is when the process is killed between the commit and the answer.
            jdbc.sql("update idempotency_key set status = null, lease_until = created_at"
                            + " where user_id = ?")
                    .param(ann.name())
                    .update();
            ann.post("/reservations", body, key).is(201);
        }
        getsNoMore(ann, performance, 9);
        assertThat(stored("AllowanceTaken", ann, performance)).isEqualTo(8);
    }

    @Test
    void who_gives_one_up_may_have_another_at_once() {
        var ann = shop.customer("ann");
        var performance = performance(10);
        var first = reserves(ann, performance, 1, 8).getFirst();
        ann.cancels(first).is(204);
        ann.cancels(first).is(204);
        reserves(ann, performance, 9, 9);
        getsNoMore(ann, performance, 10);
    }

    @Test
    void a_hold_past_its_time_counts_no_longer_whatever_a_timer_does() {
        var ann = shop.customer("ann");
        var performance = performance(17);
        reserves(ann, performance, 1, 8);
        clock.forward(HOLD);
        reserves(ann, performance, 9, 16);
        getsNoMore(ann, performance, 17);
        assertThat(stored("AllowanceTaken", ann, performance)).isEqualTo(16);
        assertThat(stored("AllowanceReturned", ann, performance)).isZero();
    }

    @Test
    void nor_does_one_that_has_expired() {
        var ann = shop.customer("ann");
        var performance = performance(9);
        var first = reserves(ann, performance, 1, 8).getFirst();
        clock.forward(HOLD);
        eventually(() -> ann.get("/reservations/" + first).text("status").equals("EXPIRED"));
        eventually(() -> statusOf(ann, seat(performance, 1)).equals("AVAILABLE"));
        reserves(ann, performance, 1, 8);
        getsNoMore(ann, performance, 9);
    }

    @Test
    void what_is_bought_counts_for_good() {
        var ann = shop.customer("ann");
        var performance = performance(16);
        ann.charges(PRICE).is(201);
        ann.pays(reserves(ann, performance, 1, 8).getFirst()).is(201);
        getsNoMore(ann.joins(), performance, 9);
        clock.forward(HOLD);
        reserves(ann, performance, 9, 15);
        getsNoMore(ann, performance, 16);
    }

    @Test
    void what_was_not_bought_for_lack_of_points_counts_while_it_is_held() {
        var ann = shop.customer("ann");
        var performance = performance(17);
        var first = reserves(ann, performance, 1, 8).getFirst();
        ann.pays(first).isRefused(402, "INSUFFICIENT_POINTS");
        getsNoMore(ann, performance, 9);
        eventually(() -> stored("AllowanceTaken", ann, performance) == 9);
        getsNoMore(ann, performance, 9);
        clock.forward(HOLD);
        reserves(ann, performance, 9, 16);
        getsNoMore(ann, performance, 17);
    }

    @Test
    void what_was_lost_while_paying_counts_until_that_is_sure() {
        var ann = shop.customer("ann");
        var performance = performance(9);
        var first = reserves(ann, performance, 1, 8).getFirst();
        ann.charges(PRICE).is(201);
        // The payment outlasts the hold, but not so long that it is driven on.
        var last = Duration.ofSeconds(30);
        clock.forward(HOLD.minus(last));
        pause("saga-payment");
        try {
            var paying = CompletableFuture.supplyAsync(() -> ann.pays(first));
            eventually(() -> stored("AllowanceSpent", ann, performance) == 1);
            clock.forward(last);
            shop.customer("bob").reserves(seat(performance, 1)).is(201);
            reserves(ann, performance, 2, 8);
            getsNoMore(ann, performance, 9);
            assertThat(paying.join().status()).isEqualTo(202);
        } finally {
            resume("saga-payment");
        }
        eventually(() -> ann.reserves(seat(performance, 9)).status() == 201);
    }
}
