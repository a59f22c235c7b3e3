package encore.waiting.steering;

import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.waiting.steering.LineCommand.CloseLobby;
import encore.waiting.steering.LineCommand.Doors;
import encore.waiting.steering.LineCommand.ShuffleLobby;
import encore.waiting.steering.LineCommand.SteerLine;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.StateChanged;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;

/** The line for guests, opened at noon for ten people; its doors open an hour later, if at all. */
final class LineFixture {

    static final LineName VIP = new LineName("vip");
    static final Operator OLGA = new Operator("olga");
    static final Reason REASON = new Reason("It is time");
    static final Instant OPENS = NOON.plus(Duration.ofHours(1));
    static final String COMMITMENT = "c0".repeat(32);
    static final String ROOT = "40".repeat(32);
    static final String RANDOMNESS = "4a".repeat(32);
    static final String SECRET = "5e".repeat(32);
    static final String SEED = "5d".repeat(32);
    static final long ROUND = 1_000;
    static final Doors DOORS = new Doors(OPENS, COMMITMENT, "local");

    static final CapacityChanged OPENED =
            new CapacityChanged(VIP, null, 10, false, OLGA, REASON, NOON);

    static final StateChanged PAUSED =
            new StateChanged(VIP, LineState.OPEN, LineState.PAUSED, OLGA, REASON, NOON);

    static final DoorsScheduled SCHEDULED = scheduled(null, OPENS);

    static final LobbyClosed CLOSED =
            new LobbyClosed(VIP, OPENS, 77, 3, ROOT, "local", ROUND, OPENS);

    static final LobbyShuffled SHUFFLED =
            new LobbyShuffled(VIP, ROUND, RANDOMNESS, "", SECRET, SEED, OLGA, OPENS);

    private LineFixture() {}

    static FixtureConfiguration<Line> line() {
        return fixture(Line.class);
    }

    static DoorsScheduled scheduled(@Nullable Instant from, Instant to) {
        return new DoorsScheduled(VIP, from, to, COMMITMENT, "local", OLGA, REASON, NOON);
    }

    static CloseLobby close(Instant at) {
        return new CloseLobby(VIP, 77, 3, ROOT, at, ROUND);
    }

    static ShuffleLobby shuffle(long round) {
        return new ShuffleLobby(VIP, round, RANDOMNESS, "", SECRET, SEED, OLGA);
    }

    static SteerLine capacity(@Nullable Integer capacity) {
        return steer(capacity, null, null, null, null, null);
    }

    static SteerLine pace(int admissionsPerMinute) {
        return steer(null, admissionsPerMinute, null, null, null, null);
    }

    static SteerLine state(LineState state) {
        return steer(null, null, state, null, null, null);
    }

    /** Null takes it away. */
    static SteerLine message(@Nullable Message message) {
        return steer(null, null, null, Optional.ofNullable(message), null, null);
    }

    static SteerLine doors(Instant opensAt) {
        return steer(null, null, null, null, new Doors(opensAt, COMMITMENT, "local"), null);
    }

    static SteerLine work(int bits) {
        return steer(null, null, null, null, null, bits);
    }

    static SteerLine steer(
            @Nullable Integer capacity,
            @Nullable Integer admissionsPerMinute,
            @Nullable LineState state,
            @Nullable Optional<Message> message,
            @Nullable Doors doors,
            @Nullable Integer work) {
        return new SteerLine(
                VIP, capacity, admissionsPerMinute, state, message, doors, work, OLGA, REASON);
    }
}
