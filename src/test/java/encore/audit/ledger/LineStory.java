package encore.audit.ledger;

import encore.kernel.Event;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.lobby.BeaconValue;
import encore.waiting.lobby.Commitment;
import encore.waiting.lobby.Hex32;
import encore.waiting.lobby.Leaves;
import encore.waiting.lobby.LocalBeacon;
import encore.waiting.lobby.MerkleTree;
import encore.waiting.lobby.Seed;
import encore.waiting.lobby.Shuffle;
import encore.waiting.steering.LineCommand;
import encore.waiting.steering.LineEvent;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.StateChanged;
import encore.waiting.steering.LineState;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What happens in one line, event by event. What is not said is as it should be. Every method that
 * makes one event answers with its id; people go by short names.
 */
public final class LineStory {

    public static final Hex32 SECRET = new Hex32("5e".repeat(32));
    public static final Hex32 ANOTHER = new Hex32("a0".repeat(32));
    public static final Instant START = Instant.parse("2026-02-01T10:00:00Z");
    public static final Instant OPENING = START.plus(Duration.ofHours(1));

    private static final Duration A_WHILE = Duration.ofMinutes(10);
    private static final LocalBeacon BEACON = new LocalBeacon();
    private static final Operator BY = new Operator("operator");
    private static final Reason WHY = new Reason("so that all come in");

    /** Where events are put. */
    public interface Store {

        /** Answers with the event's id. */
        String add(String stream, Event event);

        /** The position of the newest event. */
        long newest();
    }

    public final LineName line;
    private final Store store;

    public Instant now = START;
    private LobbyClosed closed;
    private List<String> lobby = List.of();
    private Hex32 seed = SECRET;

    public LineStory(LineName line, Store store) {
        this.line = line;
        this.store = store;
    }

    private String happens(WaitingTokenEvent event) {
        return store.add(WaitingTokenCommand.placeOf(event.user(), event.token()), event);
    }

    private String happens(LineEvent event) {
        return store.add(LineCommand.streamOf(line), event);
    }

    public TokenId token(String who) {
        return TokenId.of(line, who + "-of-" + line);
    }

    private UserId user(String who) {
        return new UserId(who + "-of-" + line);
    }

    public String joins(String who) {
        return happens(new TokenIssued(user(who), token(who), now));
    }

    /** Answers with the event of each. */
    public Map<String, String> joinAll(String... people) {
        return Stream.of(people).collect(Collectors.toMap(who -> who, this::joins));
    }

    public String enters(String who) {
        return happens(new TokenActivated(user(who), token(who), now, now.plus(A_WHILE)));
    }

    public String granted(String who) {
        return happens(new TokenGranted(user(who), token(who), now, now, now.plus(A_WHILE)));
    }

    public String leaves(String who) {
        return happens(new TokenExpired(user(who), token(who), ExpiryReason.LEFT, now));
    }

    public String isSilent(String who) {
        return happens(new TokenExpired(
                user(who), token(who), ExpiryReason.ABANDONED, now, now.plus(A_WHILE)));
    }

    public String returns(String who) {
        return happens(new TokenReturned(user(who), token(who), now));
    }

    public String capacity(int to) {
        return happens(new CapacityChanged(line, null, to, false, BY, WHY, now));
    }

    public String state(LineState from, LineState to) {
        return happens(new StateChanged(line, from, to, BY, WHY, now));
    }

    public String schedules() {
        return happens(new DoorsScheduled(
                line,
                null,
                OPENING,
                Commitment.to(SECRET).value(),
                LocalBeacon.NAME,
                BY,
                WHY,
                now));
    }

    /** As it should be, if these are they who wait in it. */
    public String closes(String... members) {
        return closes(store.newest(), OPENING, BEACON.roundFor(OPENING), members);
    }

    public String closes(long upTo, Instant at, long round, String... members) {
        lobby = List.of(members);
        var leaves = new Leaves();
        lobby.forEach(who -> leaves.add(token(who)));
        closed = new LobbyClosed(
                line,
                OPENING,
                upTo,
                members.length,
                new MerkleTree(leaves).root().value(),
                LocalBeacon.NAME,
                round,
                at);
        return happens(closed);
    }

    /** As it should be. */
    public String shuffles() {
        return shuffles(SECRET, said());
    }

    /** By what another line was shuffled with. */
    public String shufflesAs(LineStory other) {
        closed = other.closed;
        return shuffles();
    }

    /** What the beacon says in the round that the lobby was closed with. */
    public BeaconValue said() {
        return LocalBeacon.in(closed.round());
    }

    /** With the seed that this gives. */
    public String shuffles(Hex32 secret, BeaconValue value) {
        return shuffles(
                secret,
                value,
                Seed.of(
                        line.value(),
                        secret,
                        new Hex32(closed.root()),
                        closed.size(),
                        closed.beacon(),
                        value));
    }

    public String shuffles(Hex32 secret, BeaconValue value, Hex32 drawnBy) {
        seed = drawnBy;
        return happens(new LobbyShuffled(
                line,
                value.round(),
                value.randomness().value(),
                null,
                secret.value(),
                drawnBy.value(),
                BY,
                now));
    }

    /** The people of the lobby in the order that was drawn. */
    public List<String> order() {
        int[] ranks = Shuffle.ranks(seed.bytes(), lobby.size());
        return IntStream.range(0, lobby.size())
                .boxed()
                .sorted(Comparator.comparing(index -> ranks[index]))
                .map(lobby::get)
                .toList();
    }

    /** Three join, and the lobby is closed as it should be. */
    public void closesWithThree() {
        schedules();
        Stream.of("ann", "bob", "cem").forEach(this::joins);
        now = OPENING;
        closes("ann", "bob", "cem");
    }
}
