package encore.replay;

import encore.shop.Answer;
import encore.shop.OverHttp;
import encore.shop.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A read model is built anew beside the one that is read, and takes its place. */
class RebuildTest extends OverHttp {

    private static final List<String> ALL =
            List.of("balance", "calendar", "history", "line", "mine", "payment", "seatmap");

    @Autowired
    private DataSource dataSource;

    private String asks(String name, String what) {
        return shop.operator("POST", "/projections/" + name + "/" + what, null).is(202)
                .header("Location").substring("/api/v1".length());
    }

    private long tablesAside() {
        return jdbc.sql("select count(*) from pg_tables where schemaname = 'aside'")
                .query(Long.class).single();
    }

    private long identityOf(String table) {
        return jdbc.sql("select ?::regclass::oid").param(table).query(Long.class).single();
    }

    /** Somebody holds a lock, until they let go. */
    private Connection holds(String lock) throws SQLException {
        var holder = dataSource.getConnection();
        holder.setAutoCommit(false);
        holder.createStatement().execute(lock);
        return holder;
    }

    private static void letsGo(Connection holder) throws SQLException {
        holder.rollback();
        holder.setAutoCommit(true);
        holder.close();
    }

    @Test
    void a_rebuilt_model_is_the_same_and_goes_on() {
        var performance = performance(6);
        var ann = shop.customer("ann");
        ann.reserves(seat(performance, 1)).is(201);
        long old = identityOf("seat_map");

        var rebuilt = endOf("seatmap", "rebuilds");

        assertThat(rebuilt.text("state")).as(rebuilt.body()).isEqualTo("COMPLETED");
        var check = rebuilt.get("check");
        assertThat(check.get("same").asBoolean()).isTrue();
        assertThat(check.get("rowsBefore").asLong()).isEqualTo(check.get("rowsAfter").asLong())
                .isGreaterThanOrEqualTo(6);
        assertThat(rebuilt.number("eventsDone")).isPositive()
                .isEqualTo(rebuilt.number("eventsTotal"));
        assertThat(identityOf("seat_map")).isNotEqualTo(old);
        ann.reserves(seat(performance, 2)).is(201);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        assertThat(statusOf(ann, seat(performance, 2))).isEqualTo("HELD");
        assertThat(tablesAside()).isZero();
    }

    @Test
    void what_readers_see_is_mended_by_a_rebuild_and_not_before() {
        var performance = performance(1);
        var ann = shop.customer("ann");
        jdbc.sql("update seat_map set status = 'SOLD' where performance_id = ?")
                .param(performance).update();

        var verified = endOf("seatmap", "verifications");

        assertThat(verified.text("state")).isEqualTo("COMPLETED");
        assertThat(verified.get("check").get("same").asBoolean()).isFalse();
        assertThat(verified.get("check").get("differences").toString())
                .contains("seat_map", "\"before\"", "\"after\"", performance);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("SOLD");
        assertThat(tablesAside()).isZero();

        assertThat(endOf("seatmap", "rebuilds").text("state")).isEqualTo("COMPLETED");

        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("AVAILABLE");
        assertThat(endOf("seatmap", "verifications").get("check").get("same").asBoolean())
                .isTrue();
    }

    @Test
    void of_many_who_ask_at_once_one_is_heard() throws Exception {
        performance(2);
        var reader = holds("lock table seat_map in access share mode");
        List<Answer> answers;
        try (var threads = Executors.newFixedThreadPool(8)) {
            answers = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<Answer>>mapToObj(n -> () ->
                            shop.operator("POST", "/projections/seatmap/rebuilds", null))
                    .toList()).stream().map(Future::resultNow).toList();
        }
        var heard = answers.stream().filter(answer -> answer.status() == 202).toList();
        assertThat(heard).hasSize(1);
        var path = heard.getFirst().header("Location").substring("/api/v1".length());
        answers.stream().filter(answer -> answer.status() != 202).forEach(answer ->
                assertThat(path).endsWith(
                        answer.isRefused(409, "REBUILD_RUNNING").text("rebuildId")));
        shop.operator("POST", "/projections/seatmap/verifications", null)
                .isRefused(409, "REBUILD_RUNNING");
        letsGo(reader);
        assertThat(endOf(path).text("state")).isEqualTo("COMPLETED");
    }

    @Test
    void what_the_old_one_takes_in_at_the_last_moment_is_in_the_new_one() throws Exception {
        var performance = performance(4);
        var ann = shop.customer("ann");
        for (int n = 1; n <= 4; n++) {
            var seat = seat(performance, n);
            var token = holds("select 1 from token_entry"
                    + " where processor_name = 'projection-seatmap' for update");
            var reserving = CompletableFuture.runAsync(() -> ann.reserves(seat).is(201));
            eventually(() -> stored("SeatHeld", "seat:" + seat) == 1);
            var path = asks("seatmap", "rebuilds");
            eventually(() -> !shop.operator("GET", path, null).get("check").isNull());
            eventually(() -> jdbc.sql("select count(*) from pg_stat_activity"
                    + " where datname = current_database() and wait_event_type = 'Lock'"
                    + " and query like 'select 1 from token_entry%'")
                    .query(Integer.class).single() == 1);
            // Now the old one's processor takes it in, and the new one is next in the queue.
            letsGo(token);
            assertThat(endOf(path).text("state")).isEqualTo("COMPLETED");
            reserving.join();
            assertThat(statusOf(ann, seat)).isEqualTo("HELD");
        }
    }

    @Test
    void it_waits_for_who_reads_for_long_and_nobody_queues_behind_it() throws Exception {
        var performance = performance(3);
        var ann = shop.customer("ann");
        var reader = holds("lock table seat_map in access share mode");
        var path = asks("seatmap", "rebuilds");
        eventually(() -> !shop.operator("GET", path, null).get("check").isNull());

        ann.reserves(seat(performance, 1)).is(201);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        shop.operator("POST", "/projections/seatmap/rebuilds", null)
                .isRefused(409, "REBUILD_RUNNING");
        var others = asks("balance", "rebuilds");
        assertThat(endOf(others).text("state")).isEqualTo("COMPLETED");
        assertThat(shop.operator("GET", path, null).text("state")).isEqualTo("RUNNING");

        letsGo(reader);
        assertThat(endOf(path).text("state")).isEqualTo("COMPLETED");
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
    }

    @Test
    void given_up_it_leaves_the_old_one_in_place() throws Exception {
        var performance = performance(3);
        var ann = shop.customer("ann");
        long old = identityOf("seat_map");
        var reader = holds("lock table seat_map in access share mode");
        var path = asks("seatmap", "rebuilds");
        eventually(() -> tablesAside() == 1);

        shop.operator("DELETE", path, null).is(204);

        assertThat(shop.operator("GET", path, null).text("state")).isEqualTo("GIVEN_UP");
        eventually(() -> tablesAside() == 0);
        letsGo(reader);
        assertThat(identityOf("seat_map")).isEqualTo(old);
        ann.reserves(seat(performance, 1)).is(201);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        assertThat(endOf("seatmap", "rebuilds").text("state")).isEqualTo("COMPLETED");
        shop.operator("DELETE", path, null).is(204);
        assertThat(shop.operator("GET", path, null).text("state")).isEqualTo("GIVEN_UP");
    }

    @Test
    void readers_see_no_gap_while_people_buy() throws Exception {
        int seats = 60;
        var performance = performance(seats);
        var watcher = shop.customer("watcher");
        var over = new AtomicBoolean();
        var seen = new ConcurrentLinkedQueue<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var watching = threads.submit(() -> watches(watcher, performance, seats, over));
            var buying = IntStream.rangeClosed(1, seats)
                    .mapToObj(n -> threads.submit(() -> buys(seat(performance, n), seen)))
                    .toList();
            try {
                for (int round = 0; round < 3; round++) {
                    ALL.stream().map(name -> asks(name, "rebuilds")).toList()
                            .forEach(this::endsWell);
                }
                for (var buyer : buying) {
                    buyer.get();
                }
            } finally {
                over.set(true);
            }
            assertThat(watching.get()).isPositive();
        }
        assertThat(seen).hasSize(seats);
        ALL.forEach(name -> assertThat(endOf(name, "verifications").get("check").get("same")
                .asBoolean()).as(name).isTrue());
    }

    private void endsWell(String path) {
        var ended = endOf(path);
        assertThat(ended.text("state")).as(ended.body()).isEqualTo("COMPLETED");
        assertThat(ended.get("check").get("same").asBoolean()).as(ended.body()).isTrue();
    }

    private Void buys(String seat, ConcurrentLinkedQueue<String> seen) {
        var buyer = shop.customer("buyer");
        assertThat(buyer.charges(PRICE).is(201).number("balance")).isEqualTo(PRICE);
        assertThat(buyer.balance()).isEqualTo(PRICE);
        var reservation = buyer.reserves(seat).is(201).text("reservationId");
        assertThat(buyer.get("/reservations/" + reservation).is(200).text("status"))
                .isEqualTo("PENDING");
        assertThat(statusOf(buyer, seat)).isEqualTo("HELD");
        var payment = buyer.pays(reservation).text("paymentId");
        eventually(() -> buyer.get("/payments/" + payment).is(200).text("status").equals("PAID"));
        seen.add(seat);
        return null;
    }

    /** Every seat is always there, and what is sold stays sold. */
    private static int watches(Person watcher, String performance, int seats,
            AtomicBoolean over) {
        int looks = 0;
        long soldBefore = 0;
        for (; !over.get(); looks++) {
            var map = watcher.get("/performances/" + performance + "/seats").is(200).get("seats");
            assertThat(map.size()).isEqualTo(seats);
            long sold = map.valueStream()
                    .filter(seat -> seat.get("status").asString().equals("SOLD")).count();
            assertThat(sold).isGreaterThanOrEqualTo(soldBefore);
            soldBefore = sold;
        }
        return looks;
    }

    @Test
    void progress_is_told_until_the_end() {
        performance(2);
        var path = asks("line", "rebuilds");
        var told = shop.send("GET", "/api/v1" + path, null, Map.of("Authorization",
                encore.shop.Shop.OPERATOR, "Accept", "text/event-stream")).is(200);
        assertThat(told.header("Content-Type")).startsWith("text/event-stream");
        var states = Stream.of(told.body().split("\n\n"))
                .filter(event -> event.contains("event:progress") && event.contains("data:{"))
                .toList();
        assertThat(states.getLast()).contains("\"state\":\"COMPLETED\"");
        assertThat(states.stream().limit(states.size() - 1))
                .allMatch(event -> event.contains("\"state\":\"RUNNING\""));
    }
}
