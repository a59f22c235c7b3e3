package encore.audit.ledger;

import encore.audit.line.Member;
import encore.audit.line.WaitingLine;
import encore.kernel.LineName;
import encore.waiting.lobby.Beacon;
import encore.waiting.lobby.BeaconValue;
import encore.waiting.lobby.Beacons;
import encore.waiting.lobby.Commitment;
import encore.waiting.lobby.Hex32;
import encore.waiting.lobby.Leaves;
import encore.waiting.lobby.MerkleTree;
import encore.waiting.lobby.Seed;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Watches the lobby of one line (rule 13 of docs/domain.md): its order follows from the secret
 * that was committed to, from who waited when it closed, and from what the beacon said then.
 */
final class FairLobby {

    /** Who joined so long before the opening was seen by whoever closed the lobby. */
    private static final Duration SEEN_WITHIN = Duration.ofMinutes(1);

    private static final long NONE = -1;

    private final LineName line;
    private final WaitingLine<Member> waiting;
    private final Found found;

    private @Nullable Doors doors;
    private @Nullable Closing closing;

    /** Where the shuffle is. */
    private long shuffled = NONE;

    /** Where the newest event of joining is that cannot have been missed. */
    private long joinedInTime = NONE;

    private record Doors(DoorsScheduled event, long position) {}

    private record Closing(LobbyClosed event, long position) {}

    FairLobby(LineName line, WaitingLine<Member> waiting, Found found) {
        this.line = line;
        this.waiting = waiting;
        this.found = found;
    }

    /** From the scheduling to the shuffle. */
    boolean hasNoOrder() {
        return doors != null && shuffled == NONE;
    }

    /** Where the event is that has made it a lobby. */
    long since() {
        return doors == null ? NONE : doors.position();
    }

    void schedule(DoorsScheduled event, long position) {
        if (closing != null && shuffled == NONE) {
            tell("LOBBY_DISCARDED", "was closed, and never shuffled", closing.position(), position);
        }
        doors = new Doors(event, position);
        closing = null;
        shuffled = NONE;
        joinedInTime = NONE;
        waiting.opensLobby();
    }

    void joins(Instant at, long position) {
        if (doors != null
                && closing == null
                && at.isBefore(doors.event().to().minus(SEEN_WITHIN))) {
            joinedInTime = position;
        }
    }

    void close(LobbyClosed event, long position) {
        var scheduled = doors;
        var before = closing;
        if (before != null) {
            tell("LOBBY_NOT_OPEN", "was closed twice", before.position(), position);
            return;
        }
        if (scheduled == null) {
            tell("LOBBY_NOT_OPEN", "was closed, and has no doors", position);
            return;
        }
        closing = new Closing(event, position);
        checkMembers(event, position);
        if (joinedInTime > event.upTo()) {
            tell(
                    "LOBBY_LEFT_OUT",
                    "was closed without some who had joined long before",
                    joinedInTime,
                    position);
        }
        if (event.at().isBefore(scheduled.event().to())) {
            tell("LOBBY_CLOSED_EARLY", "was closed too early", scheduled.position(), position);
        }
        var beacon = Beacons.named(event.beacon());
        if (beacon.isEmpty() || !event.beacon().equals(scheduled.event().beacon())) {
            tell(
                    "BEACON_SWAPPED",
                    "has another beacon than was said",
                    scheduled.position(),
                    position);
        } else if (event.round() != beacon.get().roundFor(event.at())) {
            tell("ROUND_WRONG", "has another round than its closing demands", position);
        }
    }

    private void checkMembers(LobbyClosed event, long position) {
        var lobby = new Leaves();
        waiting.closesLobby(event.upTo()).forEach(member -> lobby.add(member.token()));
        if (lobby.size() != event.size()
                || !new MerkleTree(lobby).root().value().equals(event.root())) {
            tell(
                    "LOBBY_MEMBERS_WRONG",
                    "was closed with other people than waited in it: %d, of %d"
                            .formatted(event.size(), lobby.size()),
                    position);
        }
    }

    void shuffle(LobbyShuffled event, long position) {
        var scheduled = doors;
        var closed = closing;
        if (scheduled == null || closed == null) {
            tell("LOBBY_NOT_CLOSED", "was shuffled before it was closed", position);
            return;
        }
        if (shuffled != NONE) {
            tell("LOBBY_SHUFFLED_TWICE", "was given a second order", shuffled, position);
            return;
        }
        shuffled = position;
        var secret = parsed(() -> new Hex32(event.secret()));
        if (secret.map(one -> Commitment.to(one).value())
                .filter(scheduled.event().commitment()::equals)
                .isEmpty()) {
            tell(
                    "SECRET_NOT_COMMITTED",
                    "was shuffled with another secret than was committed to",
                    scheduled.position(),
                    position);
        }
        var value = value(event);
        checkValue(event, closed, value, position);
        var seed = seed(closed.event(), secret, value);
        if (seed.filter(right -> right.value().equals(event.seed())).isEmpty()) {
            tell(
                    "SEED_WRONG",
                    "was shuffled with another seed than follows",
                    closed.position(),
                    position);
        }
        // The order that was published is the one in which people have to come in.
        parsed(() -> new Hex32(event.seed()))
                .or(() -> seed)
                .ifPresent(drawnBy -> waiting.shufflesLobby(drawnBy.bytes()));
    }

    private void checkValue(
            LobbyShuffled event, Closing closed, Optional<BeaconValue> value, long position) {
        if (event.round() != closed.event().round()) {
            tell(
                    "ROUND_WRONG",
                    "was shuffled with another round than it was closed with",
                    closed.position(),
                    position);
        }
        Optional<Beacon> beacon = Beacons.named(closed.event().beacon());
        if (beacon.isPresent() && value.filter(beacon.get()::hasSaid).isEmpty()) {
            tell("BEACON_NOT_SAID", "was shuffled with what no beacon has said", position);
        }
    }

    private static Optional<BeaconValue> value(LobbyShuffled event) {
        return parsed(() -> new BeaconValue(
                event.round(),
                new Hex32(event.randomness()),
                event.signature() == null ? "" : event.signature()));
    }

    private Optional<Hex32> seed(
            LobbyClosed closed, Optional<Hex32> secret, Optional<BeaconValue> value) {
        var root = parsed(() -> new Hex32(closed.root()));
        if (secret.isEmpty() || value.isEmpty() || root.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Seed.of(
                line.value(),
                secret.get(),
                root.get(),
                closed.size(),
                closed.beacon(),
                value.get()));
    }

    private static <V> Optional<V> parsed(Supplier<V> written) {
        try {
            return Optional.of(written.get());
        } catch (IllegalArgumentException notSo) {
            return Optional.empty();
        }
    }

    private void tell(String rule, String says, long... positions) {
        found.add(rule, "the lobby of line " + line + " " + says, positions);
    }
}
