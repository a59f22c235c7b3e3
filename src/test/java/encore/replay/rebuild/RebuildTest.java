package encore.replay.rebuild;

import encore.testing.Answer;
import encore.testing.HeldLock;
import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import javax.sql.DataSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** A read model is built anew beside the one that is read, and takes its place. */
class RebuildTest extends OverHttp {

    @Autowired
    private DataSource dataSource;

    private long tablesAside() {
        return jdbc.sql("select count(*) from pg_tables where schemaname = 'aside'")
                .query(Long.class)
                .single();
    }

    private long identityOf(String table) {
        return jdbc.sql("select ?::regclass::oid")
                .param(table)
                .query(Long.class)
                .single();
    }

    private HeldLock holds(String lock) throws SQLException {
        return HeldLock.by(lock, dataSource);
    }

    private void eventuallyWaits(String query) {
        eventually(() -> jdbc.sql("select count(*) from pg_stat_activity"
                                + " where datname = current_database() and wait_event_type = 'Lock'"
                                + " and query like ?")
                        .param(query)
                        .query(Integer.class)
                        .single()
                == 1);
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
        assertThat(check.get("rowsBefore").asLong())
                .isEqualTo(check.get("rowsAfter").asLong())
                .isGreaterThanOrEqualTo(6);
        assertThat(rebuilt.number("eventsDone"))
                .isPositive()
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
        written();
        jdbc.sql("update seat_map set status = 'SOLD' where performance_id = ?")
                .param(performance)
                .update();

        var verified = endOf("seatmap", "verifications");

        assertThat(verified.text("state")).isEqualTo("COMPLETED");
        assertThat(verified.get("check").get("same").asBoolean()).isFalse();
        assertThat(verified.get("check").get("differences").toString())
                .contains("seat_map", "\"before\"", "\"after\"", performance);
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
            answers = threads
                    .invokeAll(IntStream.range(0, 8)
                            .<Callable<Answer>>mapToObj(n -> () ->
                                    shop.operator("POST", "/projections/seatmap/rebuilds", null))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
        var heard = answers.stream().filter(answer -> answer.status() == 202).toList();
        assertThat(heard).hasSize(1);
        var path = heard.getFirst().location();
        answers.stream()
                .filter(answer -> answer.status() != 202)
                .forEach(answer -> assertThat(path)
                        .endsWith(answer.isRefused(409, "REBUILD_RUNNING").text("rebuildId")));
        shop.operator("POST", "/projections/seatmap/verifications", null)
                .isRefused(409, "REBUILD_RUNNING");
        reader.letGo();
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
            var path = begin("seatmap", "rebuilds");
            eventually(() -> !shop.operator("GET", path, null).get("check").isNull());
            eventuallyWaits("select 1 from token_entry%");
            // Now the old one's processor takes it in, and the new one is next in the queue.
            token.letGo();
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
        var path = begin("seatmap", "rebuilds");
        eventually(() -> !shop.operator("GET", path, null).get("check").isNull());

        ann.reserves(seat(performance, 1)).is(201);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        shop.operator("POST", "/projections/seatmap/rebuilds", null)
                .isRefused(409, "REBUILD_RUNNING");
        var others = begin("balance", "rebuilds");
        assertThat(endOf(others).text("state")).isEqualTo("COMPLETED");
        assertThat(shop.operator("GET", path, null).text("state")).isEqualTo("RUNNING");

        reader.letGo();
        assertThat(endOf(path).text("state")).isEqualTo("COMPLETED");
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
    }

    @Test
    void given_up_it_leaves_the_old_one_in_place() throws Exception {
        var performance = performance(3);
        var ann = shop.customer("ann");
        long old = identityOf("seat_map");
        var reader = holds("lock table seat_map in access share mode");
        var path = begin("seatmap", "rebuilds");
        eventually(() -> tablesAside() == 1);

        shop.operator("DELETE", path, null).is(204);

        assertThat(shop.operator("GET", path, null).text("state")).isEqualTo("GIVEN_UP");
        eventually(() -> tablesAside() == 0);
        reader.letGo();
        assertThat(identityOf("seat_map")).isEqualTo(old);
        ann.reserves(seat(performance, 1)).is(201);
        assertThat(statusOf(ann, seat(performance, 1))).isEqualTo("HELD");
        assertThat(endOf("seatmap", "rebuilds").text("state")).isEqualTo("COMPLETED");
        shop.operator("DELETE", path, null).is(204);
        assertThat(shop.operator("GET", path, null).text("state")).isEqualTo("GIVEN_UP");
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void given_up_while_it_compares_it_has_not_failed(CapturedOutput output) throws Exception {
        performance(1);
        var before = holds("lock table discarded_letter in access exclusive mode");
        var path = begin("seatmap", "verifications");
        eventuallyWaits("select event_identifier from dead_letter%");
        var comparing = holds("lock table seat_map in access exclusive mode");
        before.letGo();
        eventuallyWaits("select count(*), coalesce(sum(hash_record_extended%");

        shop.operator("DELETE", path, null).is(204);
        comparing.letGo();

        eventually(() -> tablesAside() == 0);
        assertThat(shop.operator("GET", path, null).text("state")).isEqualTo("GIVEN_UP");
        assertThat(output)
                .contains("VERIFICATION of seatmap was given up")
                .doesNotContain("VERIFICATION of seatmap has failed");
    }

    @Test
    void progress_is_told_until_the_end() {
        performance(2);
        var path = begin("line", "rebuilds");
        var told = shop.send(
                        "GET",
                        "/api/v1" + path,
                        null,
                        Map.of(
                                "Authorization",
                                encore.testing.Shop.OPERATOR,
                                "Accept",
                                "text/event-stream"))
                .is(200);
        assertThat(told.header("Content-Type")).startsWith("text/event-stream");
        var states = Stream.of(told.body().split("\n\n"))
                .filter(event -> event.contains("event:progress") && event.contains("data:{"))
                .toList();
        assertThat(states.getLast()).contains("\"state\":\"COMPLETED\"");
        assertThat(states.stream().limit(states.size() - 1))
                .allMatch(event -> event.contains("\"state\":\"RUNNING\""));
    }
}
