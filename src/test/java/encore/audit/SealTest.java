package encore.audit;

import encore.testing.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever changes the past behind our back is found out, and which range it was in. Each test
 * changes something in the database, sees it found, and puts it back.
 */
@TestPropertySource(
        properties = {
            "a.store.of.its.own=SealTest",
            "encore.audit.seal-every=100ms",
            "encore.audit.seal-at-most=10"
        })
@DirtiesContext
class SealTest extends AuditOverHttp {

    @Autowired
    private PlatformTransactionManager transactions;

    @BeforeEach
    void fiveRangesAreSealed() {
        nobodyReads();
        while (seals() < 5) {
            // At once, so that no range is of one event alone.
            whileNobodySeals(this::tenCharges);
            allIsSealed();
        }
        allIsSealed();
        assertThat(audit(null).get("intact").asBoolean()).isTrue();
    }

    private void allIsSealed() {
        eventually(() -> newest().number("lastPosition") == head());
    }

    private void tenCharges() {
        var plant = new Plant(jdbc);
        for (int i = 0; i < 10; i++) {
            plant.buyer().charges(100, 100);
        }
    }

    private long seals() {
        return jdbc.sql("select count(*) from seal").query(Long.class).single();
    }

    private Answer newest() {
        var newest = shop.operator("GET", "/audit/seals/newest", null);
        if (newest.status() == 404) {
            eventually(() -> seals() > 0);
            return newest();
        }
        return newest.is(200);
    }

    /** The numbers of the seals that the audit says are broken, by this rule. */
    private static List<Long> broken(Answer audit, String rule) {
        assertThat(audit.get("intact").asBoolean()).isFalse();
        return StreamSupport.stream(audit.get("violations").spliterator(), false)
                .filter(violation -> violation.get("rule").asString().equals(rule))
                .map(violation -> violation.get("seal").get("number").asLong())
                .toList();
    }

    private static List<Long> changed(Answer audit) {
        return broken(audit, "SEALED_RANGE_CHANGED");
    }

    /** An event in the middle of the range of this seal. */
    private long eventOf(int seal) {
        return jdbc.sql("select (first_position + last_position) / 2 from seal where number = ?")
                .param(seal)
                .query(Long.class)
                .single();
    }

    private void sql(String statement, Object... params) {
        assertThat(jdbc.sql(statement).params(params).update()).isPositive();
    }

    private void keepAside(String table) {
        jdbc.sql("create table aside as select * from " + table).update();
    }

    private void whileNobodySeals(Runnable task) {
        new TransactionTemplate(transactions).executeWithoutResult(transaction -> {
            jdbc.sql("set local idle_in_transaction_session_timeout = 0").update();
            jdbc.sql("select pg_advisory_xact_lock(hashtext('encore.seal'))").query(row -> {});
            task.run();
        });
    }

    private void replace(String table) {
        jdbc.sql("delete from " + table).update();
        jdbc.sql("insert into " + table + (table.equals("seal") ? "" : " overriding system value")
                        + " select * from aside")
                .update();
        jdbc.sql("drop table aside").update();
    }

    private void putBack(String table) {
        whileNobodySeals(() -> replace(table));
        assertThat(audit(null).get("intact").asBoolean()).isTrue();
    }

    @Test
    void the_newest_seal_is_offered_for_safekeeping() {
        var newest = newest();
        assertThat(newest.number("number")).isEqualTo(seals());
        assertThat(newest.number("firstPosition"))
                .isLessThanOrEqualTo(newest.number("lastPosition"));
        assertThat(newest.number("events")).isBetween(1L, 10L);
        assertThat(newest.text("digest")).matches("[0-9a-f]{64}");
        assertThat(newest.text("sealedAt")).endsWith("Z");
        var audit = audit(Map.of(
                "seal",
                Map.of("number", newest.number("number"), "digest", newest.text("digest"))));
        assertThat(audit.get("intact").asBoolean()).isTrue();
        assertThat(audit.get("totals").get("seals").asLong()).isEqualTo(seals());
        assertThat(audit.get("totals").get("sealedUpTo").asLong()).isEqualTo(head());
    }

    @Test
    void one_byte_of_one_old_event_and_its_range_is_broken_and_no_other() {
        keepAside("domain_event_entry");
        sql(
                "update domain_event_entry set meta_data = set_byte(meta_data, 1, 32) || '\\x7d'"
                        + " where global_index = ?",
                eventOf(2));
        assertThat(changed(audit(null))).containsExactly(2L);
        putBack("domain_event_entry");
    }

    @Test
    void every_column_is_sealed() {
        for (var change : List.of(
                "type = ''",
                "event_identifier = event_identifier || '0'",
                "payload_type = lower(payload_type)",
                "payload_revision = ''",
                "time_stamp = replace(time_stamp, '2', '1')",
                "payload = payload || '\\x20'",
                "meta_data = null",
                "sequence_number = sequence_number + 1",
                "aggregate_identifier = aggregate_identifier || '0'")) {
            keepAside("domain_event_entry");
            sql("update domain_event_entry set " + change + " where global_index = ?", eventOf(3));
            assertThat(changed(audit(null))).as(change).containsExactly(3L);
            putBack("domain_event_entry");
        }
    }

    @Test
    void an_event_taken_out() {
        keepAside("domain_event_entry");
        sql("delete from domain_event_entry where global_index = ?", eventOf(4));
        assertThat(changed(audit(null))).containsExactly(4L);
        putBack("domain_event_entry");
    }

    @Test
    void an_event_slipped_in_before_the_first() {
        keepAside("domain_event_entry");
        sql(
                "insert into domain_event_entry overriding system value select -5, 'points:new',"
                        + " 0, type, 'new', payload_type, payload_revision, time_stamp, payload,"
                        + " meta_data from domain_event_entry where global_index = ?",
                eventOf(1));
        assertThat(changed(audit(null))).containsExactly(1L);
        putBack("domain_event_entry");
    }

    @Test
    void two_events_that_changed_places() {
        keepAside("domain_event_entry");
        jdbc.sql("alter table domain_event_entry alter global_index set generated by default")
                .update();
        long one = eventOf(2);
        sql("update domain_event_entry set global_index = -1 where global_index = ?", one);
        sql("update domain_event_entry set global_index = ? where global_index = ?", one, one + 1);
        sql("update domain_event_entry set global_index = ? where global_index = -1", one + 1);
        assertThat(changed(audit(null))).containsExactly(2L);
        jdbc.sql("alter table domain_event_entry alter global_index set generated always")
                .update();
        putBack("domain_event_entry");
    }

    @Test
    void a_seal_taken_out() {
        keepAside("seal");
        sql("delete from seal where number = 3");
        assertThat(broken(audit(null), "SEAL_MISSING")).containsExactly(4L);
        putBack("seal");
    }

    @Test
    void a_seal_replaced_does_not_fit_the_next() {
        keepAside("seal");
        sql("update seal set digest = set_byte(digest, 0, get_byte(digest, 0) # 1)"
                + " where number = 3");
        assertThat(changed(audit(null))).containsExactly(3L, 4L);
        putBack("seal");
    }

    @Test
    void a_kept_seal_that_is_not_here_any_more() {
        var found = audit(Map.of("seal", Map.of("number", 1_000_000, "digest", "0".repeat(64))));
        assertThat(found.get("violations").size()).isEqualTo(1);
        assertThat(found.get("violations").get(0).get("rule").asString())
                .isEqualTo("KEPT_SEAL_DIFFERS");
    }

    /** Who has the database and our source can seal a changed past anew, but not the kept seal. */
    @Test
    void the_whole_chain_forged_is_found_by_the_seal_kept_elsewhere() {
        var kept = newest();
        keepAside("domain_event_entry");
        sql("delete from domain_event_entry where global_index = ?", eventOf(1));
        sql("delete from seal");
        eventually(() -> seals() > 0 && newest().number("lastPosition") == head());

        assertThat(audit(null).get("intact").asBoolean()).as("the forgery fits").isTrue();
        var found = audit(Map.of(
                "seal", Map.of("number", kept.number("number"), "digest", kept.text("digest"))));
        assertThat(found.get("foundByRule").get("KEPT_SEAL_DIFFERS").asLong()).isEqualTo(1);
        assertThat(found.number("violationsFound")).isEqualTo(1);

        whileNobodySeals(() -> {
            sql("delete from seal");
            replace("domain_event_entry");
        });
        assertThat(audit(null).get("intact").asBoolean()).isTrue();
    }
}
