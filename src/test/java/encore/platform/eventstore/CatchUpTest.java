package encore.platform.eventstore;

import encore.testing.BesideServers;
import encore.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is in memory of the newest events is compared with the store. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@BesideServers
class CatchUpTest {

    private static final int TAIL = 16;

    private final String database = TestDatabase.create();
    private final EventNode node = new EventNode(database, TAIL);
    private final EventNode other = new EventNode(database, TAIL);

    @AfterEach
    void stop() {
        node.close();
        other.close();
    }

    private static List<Long> next(TailingEventStream reader, int count) {
        var read = new ArrayList<Long>();
        try {
            while (read.size() < count) {
                read.add(reader.nextAvailable().trackingToken().position().orElseThrow());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return read;
    }

    @Test
    void a_look_finds_whatever_was_stored_before_it() throws Exception {
        for (int n = 0; n < 50; n++) {
            other.store("ann", n, 1);
            node.tail.catchUp();
            assertThat(node.tail.position()).isEqualTo(n + 1L);
        }
        try (var many = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < 200; n++) {
                many.submit(node.tail::catchUp).get();
            }
        }
    }

    /** A copy of the database has taken its place, and lacks what was stored last. */
    @Test
    void what_is_in_the_store_no_more_is_forgotten() {
        node.store("ann", 0, 5);
        var reader = node.follow(-1);
        assertThat(next(reader, 5)).hasSize(5);
        node.jdbc.sql("delete from domain_event_entry where global_index > 3").update();
        node.jdbc
                .sql("alter table domain_event_entry alter global_index restart with 4")
                .update();
        other.store("bob", 0, 3);
        while (node.tail.era() == 0) {
            node.tail.catchUp();
        }
        assertThatThrownBy(reader::peek).hasMessageContaining("no more");
        assertThat(next(node.follow(3), 3)).containsExactly(4L, 5L, 6L);
        node.store("ann", 3, 1);
        assertThat(next(node.follow(6), 1)).containsExactly(7L);
    }
}
