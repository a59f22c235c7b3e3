package encore.waiting.line;

import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.MessageChanged;
import encore.waiting.steering.LineState;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A row of the table {@code line_terms}: what holds of a line, as its events say. */
@Entity
@Immutable
@Table(name = "line_terms")
class LineRow {

    private static final int ALL = 100;

    @Id
    String line;

    int capacity;

    /** Null for as many as there is room for. */
    @Nullable
    Long admissionsPerMinute;

    @Enumerated(EnumType.STRING)
    LineState state;

    @Nullable
    String messageKo;

    @Nullable
    String messageEn;

    /** In bits of work; 0 for nothing. */
    int work;

    /** How much is let in of what could be. */
    int percent;

    /** Since when people can come in as fast as they can. */
    Instant changedAt;

    @Nullable
    Instant opensAt;

    @Nullable
    Instant scheduledAt;

    @Nullable
    String commitment;

    @Nullable
    String beacon;

    @Nullable
    Instant closedAt;

    @Nullable
    Long upTo;

    @Nullable
    Long size;

    @Nullable
    String root;

    @Nullable
    Long round;

    @Nullable
    Instant shuffledAt;

    @Nullable
    String randomness;

    @Nullable
    String signature;

    @Nullable
    String secret;

    @Nullable
    String seed;

    /** A line begins with its capacity. */
    static LineRow begun(CapacityChanged e) {
        var row = new LineRow();
        row.line = e.line().value();
        row.capacity = e.to();
        row.state = LineState.OPEN;
        row.percent = ALL;
        row.changedAt = e.at();
        return row;
    }

    void holds(int people, Instant at) {
        capacity = people;
        changedAt = at;
    }

    void goesAt(@Nullable Integer perMinute, Instant at) {
        admissionsPerMinute = perMinute == null ? null : (long) perMinute;
        changedAt = at;
    }

    void is(LineState now, Instant at) {
        state = now;
        changedAt = at;
    }

    void lets(int inPercent, Instant at) {
        percent = inPercent;
        changedAt = at;
    }

    void says(MessageChanged e) {
        messageKo = e.to() == null ? null : e.to().ko();
        messageEn = e.to() == null ? null : e.to().en();
    }

    void scheduled(DoorsScheduled e) {
        changedAt = e.at();
        opensAt = e.to();
        scheduledAt = e.at();
        commitment = e.commitment();
        beacon = e.beacon();
        closedAt = null;
        upTo = null;
        size = null;
        root = null;
        round = null;
        shuffledAt = null;
        randomness = null;
        signature = null;
        secret = null;
        seed = null;
    }

    void closed(LobbyClosed e) {
        closedAt = e.at();
        upTo = e.upTo();
        size = (long) e.size();
        root = e.root();
        round = e.round();
    }

    void shuffled(LobbyShuffled e) {
        changedAt = e.at();
        shuffledAt = e.at();
        randomness = e.randomness();
        signature = e.signature();
        secret = e.secret();
        seed = e.seed();
    }

    /** How fast people can come in at most. */
    Limits limits() {
        return new Limits(
                capacity,
                admissionsPerMinute == null ? null : (int) (admissionsPerMinute * percent / ALL),
                state == LineState.PAUSED || hasNoOrder());
    }

    /** Null for as many as there is room for. */
    record Limits(int capacity, @Nullable Integer perMinute, boolean isClosed) {

        void tell(Pace pace, @Nullable Limits before, Instant at) {
            if (before == null || before.isClosed != isClosed) {
                if (isClosed) {
                    pace.paused(at);
                } else {
                    pace.resumed(at);
                }
            }
            pace.limited(capacity, perMinute, at);
        }
    }

    /** Whether nobody knows yet in which order people come in. */
    boolean hasNoOrder() {
        return opensAt != null && shuffledAt == null;
    }

    /** Whether who joins now is of the lobby. */
    boolean hasOpenLobby() {
        return opensAt != null && closedAt == null;
    }
}
