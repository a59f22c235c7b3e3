package encore.platform.database;

import encore.kernel.work.Outage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;

/**
 * The nodes that share the database, in the table {@code node}. A node that is surely alone need
 * not ask what others have stored. It is alone while it has looked within the last second and found
 * no other. A node that starts and finds another waits until that one must have looked again.
 */
public class Nodes implements SmartLifecycle {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration LOOK_HOLDS = Duration.ofSeconds(1);
    private static final Duration UNTIL_ALL_HAVE_LOOKED = Duration.ofMillis(1_500);
    private static final Duration SAY_EVERY = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Node here;
    private final Outage outage = new Outage(
            LoggerFactory.getLogger(Nodes.class), "can't look which other nodes there are");
    private volatile long aloneAt = System.nanoTime() - LOOK_HOLDS.toNanos();
    private long saidAt;
    private @Nullable Thread looking;

    public Nodes(JdbcClient jdbc, Node here) {
        this.jdbc = jdbc;
        this.here = here;
    }

    /** Whether no other node has stored anything that this one does not know of. */
    public boolean isHereAlone() {
        return here.isAlone() || System.nanoTime() - aloneAt < LOOK_HOLDS.toNanos();
    }

    @Override
    public void start() {
        if (here.isAlone()) {
            return;
        }
        say();
        look();
        try {
            if (!isHereAlone()) {
                Thread.sleep(UNTIL_ALL_HAVE_LOOKED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        looking = Thread.ofPlatform().daemon().name("nodes").start(this::lookAgainAndAgain);
    }

    private void lookAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                try {
                    look();
                    outage.isOver();
                } catch (RuntimeException e) {
                    outage.goesOn(e);
                }
            }
        } catch (InterruptedException e) {
            // Stopped.
        }
    }

    private void look() {
        long now = System.nanoTime();
        if (now - saidAt > SAY_EVERY.toNanos()) {
            say();
        }
        // One that is paused, or was killed, may yet come to: so it is remembered for long.
        boolean isAlone = jdbc.sql("""
                select not exists (select 1 from node
                                    where name <> ? and seen_at > now() - interval '10 minutes')
                """).param(here.name()).query(Boolean.class).single();
        if (isAlone) {
            aloneAt = now;
        }
    }

    private void say() {
        saidAt = System.nanoTime();
        jdbc.sql("""
                insert into node (name, seen_at) values (?, now())
                on conflict (name) do update set seen_at = excluded.seen_at
                """).param(here.name()).update();
    }

    @Override
    public void stop() {
        if (looking != null) {
            looking.interrupt();
            looking = null;
            jdbc.sql("delete from node where name = ? or seen_at < now() - interval '10 minutes'")
                    .param(here.name())
                    .update();
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    /** Before anything is stored, and after all that was. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
