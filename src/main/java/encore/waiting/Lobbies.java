package encore.waiting;

import encore.kernel.Commands;
import encore.kernel.EventTail;
import encore.kernel.InvalidValue;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.waiting.line.KnownLines;
import encore.waiting.lobby.Beacon;
import encore.waiting.lobby.BeaconValue;
import encore.waiting.lobby.Beacons;
import encore.waiting.lobby.Commitment;
import encore.waiting.lobby.Hex32;
import encore.waiting.lobby.Leaves;
import encore.waiting.lobby.LocalBeacon;
import encore.waiting.lobby.MerkleTree;
import encore.waiting.lobby.Seed;
import encore.waiting.steering.LineCommand.CloseLobby;
import encore.waiting.steering.LineCommand.Doors;
import encore.waiting.steering.LineCommand.ShuffleLobby;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineTerms;
import encore.waiting.steering.Steering;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;

/**
 * The lobby of a line, from the day its doors are scheduled to its order (rule 13 of
 * docs/domain.md). All but the scheduling is done by who decides alone, see {@link Turns}.
 */
@Component
class Lobbies {

    private static final Operator NOBODY = new Operator("local beacon");

    private final SecureRandom random = new SecureRandom();
    private final Beacon beacon;
    private final KnownLines lines;
    private final Steering steering;
    private final EventTail eventTail;
    private final Commands commands;
    private final JdbcClient jdbc;
    private final Clock clock;

    Lobbies(
            @Value("${encore.waiting.beacon}") String beacon,
            KnownLines lines,
            Steering steering,
            EventTail eventTail,
            Commands commands,
            JdbcClient jdbc,
            Clock clock) {
        this.beacon = Beacons.named(beacon)
                .orElseThrow(() -> new IllegalArgumentException(
                        "encore.waiting.beacon is no beacon that is known: " + beacon));
        this.lines = lines;
        this.steering = steering;
        this.eventTail = eventTail;
        this.commands = commands;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Draws the secret that the order will need, and says what can be published of it. */
    Doors doors(LineName line, Instant opensAt) {
        var drawn = new byte[Hex32.BYTES];
        random.nextBytes(drawn);
        var secret = Hex32.of(drawn);
        var commitment = Commitment.to(secret).value();
        jdbc.sql("insert into lobby_secret (commitment, line, secret, made_at) values (?, ?, ?, ?)")
                .params(commitment, line.value(), secret.value(), Timestamp.from(clock.instant()))
                .update();
        return new Doors(opensAt, commitment, beacon.name());
    }

    /** Closes the lobby once its doors are due, and draws its order unless somebody is asked. */
    void open(LineName line) {
        var terms = steering.terms(line);
        var doors = terms.doors();
        var now = clock.instant();
        if (doors != null && terms.hasOpenLobby() && !now.isBefore(doors.to())) {
            if (lines.isLobbyOf(line, doors.commitment())) {
                close(line, doors.beacon(), now);
            }
        } else if (terms.awaitsOrder() && isDue(closed(terms), now)) {
            shuffle(line, terms, LocalBeacon.in(closed(terms).round()), NOBODY);
        }
    }

    private static boolean isDue(LobbyClosed lobby, Instant now) {
        return lobby.beacon().equals(LocalBeacon.NAME)
                && !now.isBefore(beaconOf(lobby).publishedAt(lobby.round()));
    }

    private void close(LineName line, String beacon, Instant now) {
        long upTo = eventTail.position();
        var leaves = new Leaves();
        lines.lobbyAt(line, upTo).forEach(leaves::add);
        var at = now.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        long round = Beacons.named(beacon).orElseThrow().roundFor(at);
        var root = new MerkleTree(leaves).root().value();
        commands.send(new CloseLobby(line, upTo, leaves.size(), root, at, round));
    }

    /**
     * The beacon has said its round: the lobby gets its order.
     *
     * @throws encore.kernel.Refused when no lobby waits for it, or for another round, or the beacon
     *     never said so
     */
    void shuffle(LineName line, BeaconValue value, Operator by) {
        var terms = steering.terms(line);
        if (!terms.awaitsOrder()) {
            throw new InvalidValue("line", "no-closed-lobby").refused();
        }
        var lobby = closed(terms);
        if (lobby.round() != value.round()) {
            throw new InvalidValue("round", "another-round").refused();
        }
        if (!beaconOf(lobby).hasSaid(value)) {
            throw new InvalidValue("signature", "not-of-the-beacon").refused();
        }
        shuffle(line, terms, value, by);
    }

    private void shuffle(LineName line, LineTerms terms, BeaconValue value, Operator by) {
        var lobby = closed(terms);
        var secret = secretOf(Objects.requireNonNull(terms.doors()).commitment());
        var seed = Seed.of(
                line.value(), secret, new Hex32(lobby.root()), lobby.size(), lobby.beacon(), value);
        commands.send(new ShuffleLobby(
                line,
                value.round(),
                value.randomness().value(),
                value.signature(),
                secret.value(),
                seed.value(),
                by));
    }

    private Hex32 secretOf(String commitment) {
        return new Hex32(jdbc.sql("select secret from lobby_secret where commitment = ?")
                .param(commitment)
                .query(String.class)
                .single());
    }

    private static LobbyClosed closed(LineTerms terms) {
        return Objects.requireNonNull(terms.closed());
    }

    private static Beacon beaconOf(LobbyClosed lobby) {
        return Beacons.named(lobby.beacon()).orElseThrow();
    }
}
