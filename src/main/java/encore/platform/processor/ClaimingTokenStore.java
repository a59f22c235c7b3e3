package encore.platform.processor;

import org.axonframework.common.jdbc.JdbcException;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import static org.axonframework.common.DateTimeUtils.formatInstant;
import static org.axonframework.common.DateTimeUtils.parseInstant;
import static org.axonframework.eventhandling.Segment.ROOT_SEGMENT;

/**
 * The positions of the processors, stored by compare-and-set: only by the node that has the claim,
 * and only on top of the very position that it stored, or was given with its claim, last. A node
 * that was paused while another one went on, or a database that came back without the last of what
 * it had said yes to, has another position; then the claim is lost, the batch is rolled back, and
 * the processor begins anew from what is stored.
 *
 * <p>Axon's own store takes a lost claim back whenever it is free, and stores whatever position the
 * processor holds in memory.
 */
class ClaimingTokenStore extends JdbcTokenStore {

    /** How long a claim lasts. Every batch renews it, and an idle processor once a second. */
    static final Duration CLAIM = Duration.ofSeconds(10);

    /** A free claim is noticed after this time at the latest. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    /** How often an idle processor renews its claim. */
    static final Duration RENEW_EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(ClaimingTokenStore.class);

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final String node;
    private final Map<String, Runnable> claimed = new ConcurrentHashMap<>();
    private final Map<Segment, Optional<Stored>> known = new ConcurrentHashMap<>();
    private final Map<Segment, Long> renewedAt = new ConcurrentHashMap<>();
    private final Duration renewEvery;
    private final AtomicBoolean isLooking = new AtomicBoolean();
    private volatile Map<String, Boolean> claimable = Map.of();
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();

    private record Segment(String processor, int number) {}

    /** A token as it is in the table. */
    private record Stored(byte[] token, String type) {}

    ClaimingTokenStore(
            Builder builder,
            JdbcClient jdbc,
            Serializer serializer,
            String node,
            Duration renewEvery) {
        super(builder.claimTimeout(CLAIM).nodeId(node));
        this.renewEvery = renewEvery;
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.node = node;
    }

    /** Has something done whenever this node is given the claim of a processor, or again. */
    void whenClaimed(String processor, Runnable task) {
        claimed.put(processor, task);
    }

    @Override
    protected TrackingToken claimToken(Connection connection, AbstractTokenEntry<?> entry)
            throws SQLException {
        var token = super.claimToken(connection, entry);
        var stored = entry.getSerializedToken();
        known.put(
                new Segment(entry.getProcessorName(), entry.getSegment()),
                Optional.ofNullable(stored)
                        .map(found -> new Stored(
                                (byte[]) found.getData(), found.getType().getName())));
        claimed.getOrDefault(entry.getProcessorName(), () -> {}).run();
        return token;
    }

    /** There is only ever one; that is known while the database can't be asked, too. */
    @Override
    public int[] fetchSegments(String processor) {
        try {
            return claimable().containsKey(processor)
                    ? new int[] {0}
                    : super.fetchSegments(processor);
        } catch (RuntimeException e) {
            log.debug("the segments of {} can't be seen", processor, e);
            return new int[] {0};
        }
    }

    /**
     * Nothing, while the database can't be asked: then Axon asks again soon, where after a failure
     * it would pause for up to a minute, and so long after the database is back.
     */
    @Override
    public List<org.axonframework.eventhandling.Segment> fetchAvailableSegments(String processor) {
        try {
            var mayClaim = claimable().get(processor);
            return mayClaim == null
                    ? super.fetchAvailableSegments(processor)
                    : mayClaim ? List.of(ROOT_SEGMENT) : List.of();
        } catch (RuntimeException e) {
            log.debug("the claims of {} can't be seen", processor, e);
            return List.of();
        }
    }

    /**
     * Whether this node may claim a processor, for each that has a token. All ask again and again,
     * so one looks for all of them now and then.
     */
    private Map<String, Boolean> claimable() {
        long now = System.nanoTime();
        if (now - lookedAt > LOOK_EVERY.toNanos() && isLooking.compareAndSet(false, true)) {
            try {
                claimable = jdbc
                        .sql("select processor_name, owner, timestamp from token_entry")
                        .query((row, n) -> Map.entry(
                                row.getString(1), mayClaim(row.getString(2), row.getString(3))))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, Boolean::logicalOr));
                lookedAt = now;
            } finally {
                isLooking.set(false);
            }
        }
        return claimable;
    }

    private boolean mayClaim(String owner, String renewed) {
        return owner == null
                || owner.equals(node)
                || parseInstant(renewed).plus(CLAIM).isBefore(AbstractTokenEntry.clock.instant());
    }

    /** While the database can't be asked, nothing is claimed; it is as soon as it can be. */
    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        try {
            return super.fetchToken(processor, segment);
        } catch (JdbcException e) {
            throw new UnableToClaimTokenException(processor + " can't be claimed now", e);
        }
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        var serialized = serializer.serialize(token, byte[].class);
        swap(
                new Segment(processor, segment),
                new Stored(serialized.getData(), serialized.getType().getName()));
    }

    @Override
    public void extendClaim(String processor, int segment) {
        var unchanged = new Segment(processor, segment);
        var renewed = renewedAt.get(unchanged);
        if (renewed == null || System.nanoTime() - renewed >= renewEvery.toNanos()) {
            swap(unchanged, known.getOrDefault(unchanged, Optional.empty()).orElse(null));
        }
    }

    /** Should this be rolled back, the processor asks for its token again before it goes on. */
    private void swap(Segment segment, @Nullable Stored next) {
        var last = known.getOrDefault(segment, Optional.empty());
        int swapped = jdbc.sql("""
                update token_entry set token = ?, token_type = ?, timestamp = ?
                 where processor_name = ? and segment = ? and owner = ?
                   and token is not distinct from ?
                """)
                .param(next == null ? null : next.token())
                .param(next == null ? null : next.type())
                .param(formatInstant(AbstractTokenEntry.clock.instant()))
                .param(segment.processor())
                .param(segment.number())
                .param(node)
                .param(last.map(Stored::token).orElse(null))
                .update();
        if (swapped == 0) {
            known.remove(segment);
            renewedAt.remove(segment);
            throw new UnableToClaimTokenException("the claim of " + segment + " is lost");
        }
        known.put(segment, Optional.ofNullable(next));
        renewedAt.put(segment, System.nanoTime());
    }
}
