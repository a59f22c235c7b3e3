package encore.journey;

import encore.testing.Answer;
import encore.testing.Invariants;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Many people at once, real threads against the real server. */
@TestPropertySource(properties = {"encore.waiting.capacity=600", "encore.waiting.active-for=9h"})
class CrowdTest extends OverHttp {

    private static final int CAPACITY = 600;

    /** Starts all at the same moment, and waits for everybody. */
    private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<T>>();
            for (var task : tasks) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            var done = new ArrayList<T>();
            for (var future : running) {
                done.add(get(future));
            }
            return done;
        }
    }

    private static <T> T get(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    private List<Person> customers(int count) throws Exception {
        return atOnce(IntStream.range(0, count)
                .<Callable<Person>>mapToObj(i -> () -> shop.somebody("p" + i).joins())
                .toList());
    }

    private void everybodyLeaves(List<Person> people) throws Exception {
        atOnce(people.stream().<Callable<Answer>>map(person -> person::leaves).toList());
    }

    @Test
    void five_hundred_want_one_seat_and_exactly_one_gets_it() throws Exception {
        var seat = freeSeat();
        var people = customers(500);
        var answers = atOnce(people.stream()
                .<Callable<Answer>>map(person -> () -> person.reserves(seat))
                .toList());
        assertThat(answers).filteredOn(a -> a.status() == 201).hasSize(1);
        answers.stream()
                .filter(a -> a.status() != 201)
                .forEach(a -> a.isRefused(409, "SEAT_TAKEN"));
        assertThat(stored("SeatHeld", "seat:" + seat)).isEqualTo(1);
        everybodyLeaves(people);
        Invariants.of(jdbc).hold(CAPACITY);
    }

    @Test
    void whoever_joins_in_five_tabs_at_once_gets_one_token() throws Exception {
        for (int i = 0; i < 40; i++) {
            var ann = shop.somebody("ann");
            var tabs = atOnce(IntStream.range(0, 5)
                    .<Callable<Answer>>mapToObj(tab -> ann::asksForToken)
                    .toList());
            assertThat(tabs)
                    .extracting(Answer::status)
                    .containsOnly(200, 201)
                    .containsOnlyOnce(201);
            assertThat(tabs)
                    .extracting(tab -> tab.text("token"))
                    .containsOnly(tabs.getFirst().text("token"));
            ann.with(tabs.getFirst().text("token")).leaves().is(204);
        }
    }

    @Test
    void two_hundred_charges_to_one_account_end_at_the_exact_sum() throws Exception {
        var ann = shop.customer("ann");
        var answers = atOnce(IntStream.rangeClosed(1, 200)
                .<Callable<Answer>>mapToObj(i -> () -> ann.charges(i))
                .toList());
        answers.forEach(answer -> answer.is(201));
        assertThat(ann.balance()).isEqualTo(200 * 201 / 2);
        assertThat(answers)
                .extracting(a -> a.number("balance"))
                .doesNotHaveDuplicates()
                .contains(200 * 201 / 2L);
        assertThat(stored("PointCharged", "points:" + ann.name())).isEqualTo(200);
        ann.leaves().is(204);
    }

    @Test
    void three_hundred_pay_cancel_and_let_expire_at_random() throws Exception {
        var performance = performance(200);
        var people = customers(300);
        atOnce(IntStream.range(0, people.size())
                .<Callable<Integer>>mapToObj(
                        i -> () -> wanders(people.get(i), performance, new Random(i)))
                .toList());
        eventually(() -> jdbc.sql("select count(*) from payment where status = 'PENDING'")
                        .query(Long.class)
                        .single()
                == 0);
        everybodyLeaves(people);
        written();
        Invariants.of(jdbc).hold(CAPACITY);
        assertThat(jdbc.sql("select count(*) from seat_map where performance_id = ?"
                                + " and status = 'SOLD'")
                        .params(performance)
                        .query(Long.class)
                        .single())
                .isEqualTo(jdbc.sql("select count(*) from reservation where performance_id = ?"
                                + " and status = 'PAID'")
                        .params(performance)
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    /** Answers with the number of seats the person has in the end. */
    private int wanders(Person person, String performance, Random random) {
        for (int attempt = 0; attempt < 4; attempt++) {
            var reserved = person.reserves(seat(performance, 1 + random.nextInt(200)));
            // 200 for a seat that one still holds, after a payment that came to nothing.
            if (reserved.status() != 201 && reserved.status() != 200) {
                reserved.isRefused(409, "SEAT_TAKEN");
                continue;
            }
            var reservation = reserved.text("reservationId");
            switch (random.nextInt(5)) {
                case 0 -> person.cancels(reservation).is(204);
                case 1 -> clock.forward(Duration.ofSeconds(2));
                case 2 -> pays(person, reservation, "REJECTED");
                default -> {
                    person.charges(PRICE + random.nextInt(1_000)).is(201);
                    pays(person, reservation, "PAID");
                    return 1;
                }
            }
        }
        return 0;
    }

    /** In a crowd like this a payment may take longer than three seconds. */
    private void pays(Person person, String reservation, String outcome) {
        var answer = person.pays(reservation);
        if (answer.status() == 202) {
            var payment = answer.header("Location").replace("/api/v1", "");
            eventually(() -> person.get(payment).is(200).text("status").equals(outcome));
        } else {
            answer.is(outcome.equals("PAID") ? 201 : 402);
        }
    }
}
