package encore.kernel.view;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells what this node may keep in memory of the tables that projections write. A projection runs
 * on one node at a time, the one that has claimed it. While that claim surely lasts, nobody else
 * writes its tables: what is in memory there, kept up batch by batch, is what is in the table. On
 * every other node nothing may be kept, and the table is asked.
 */
@Component
public class LiveTables {

    /**
     * How long a claim lasts unless it is renewed, which every batch and every idle moment does:
     * long enough for a slow batch, short enough to take over from a dead node.
     */
    public static final Duration CLAIM = Duration.ofSeconds(10);

    private static final long SURELY = CLAIM.minusSeconds(2).toNanos();

    private final Map<String, Long> claims = new ConcurrentHashMap<>();
    private final Map<String, Long> beside = new ConcurrentHashMap<>();
    private final Map<Class<?>, String> writers = new ConcurrentHashMap<>();
    private final List<Follower<?>> followers = new CopyOnWriteArrayList<>();
    private final ObjectProvider<JdbcClient> jdbc;

    private record Follower<R>(Class<R> entity, Memory<R> memory) {

        @SuppressWarnings("unchecked")
        private void changed(List<?> rows, List<?> removed) {
            memory.changed((List<R>) rows, removed);
        }
    }

    public LiveTables(ObjectProvider<JdbcClient> jdbc) {
        this.jdbc = jdbc;
    }

    /** From now on this memory follows what is written to the table of an entity. */
    public <R> void follow(Class<R> entity, Memory<R> memory) {
        followers.add(new Follower<>(entity, memory));
    }

    /** The same, of a table that no projection writes, but another processor. */
    public <R> void follow(Class<R> entity, String processor, Memory<R> memory) {
        isWrittenBy(entity, processor);
        follow(entity, memory);
    }

    /** Whether what is in memory here is what is in the table of this entity. */
    public boolean areOurs(Class<?> entity) {
        var claimed = claims.get(writers.getOrDefault(entity, ""));
        return claimed != null && System.nanoTime() - claimed < SURELY;
    }

    /** This node had the claim of a processor at this moment ({@link System#nanoTime()}). */
    public synchronized void renewed(String processor, long at) {
        var before = claims.get(processor);
        if (before == null || at - before > SURELY) {
            // Another node may have had it meanwhile: nobody trusts it before it is forgotten.
            forget(processor);
        }
        claims.put(processor, at);
    }

    /** The claim went to another node, or may do so. */
    public synchronized void lost(String processor) {
        claims.remove(processor);
        forget(processor);
    }

    /**
     * The tables of a processor are written by somebody else, on this connection: an operator has
     * them mended. If the processor runs on another node, that sees it within a second.
     */
    public void writtenBeside(String processor, JdbcClient connection) {
        lost(processor);
        connection.sql("""
                insert into written_beside (processor_name, times) values (?, 1)
                on conflict (processor_name) do update set times = written_beside.times + 1
                """).param(processor).update();
    }

    @Scheduled(fixedDelayString = "PT1S")
    void lookForWhatWasWrittenBeside() {
        jdbc.getObject().sql("select processor_name, times from written_beside").query(row -> {
            var processor = row.getString(1);
            var times = row.getLong(2);
            if (!Long.valueOf(times).equals(beside.put(processor, times))) {
                forget(processor);
            }
        });
    }

    void isWrittenBy(Class<?> entity, String processor) {
        writers.put(entity, processor);
    }

    /** A batch was committed. */
    void wrote(Draft.Written<?> written) {
        followers.stream()
                .filter(follower -> follower.entity() == written.entity())
                .forEach(follower -> follower.changed(written.rows(), written.removed()));
    }

    private void forget(String processor) {
        followers.stream()
                .filter(follower -> processor.equals(writers.get(follower.entity())))
                .forEach(follower -> follower.memory().forget());
    }
}
