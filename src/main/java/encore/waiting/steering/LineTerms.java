package encore.waiting.steering;

import encore.waiting.steering.LineEvent.AdmissionEased;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.MessageChanged;
import encore.waiting.steering.LineEvent.PaceChanged;
import encore.waiting.steering.LineEvent.PersonLetIn;
import encore.waiting.steering.LineEvent.PersonThrownOut;
import encore.waiting.steering.LineEvent.PriceChanged;
import encore.waiting.steering.LineEvent.StateChanged;

import org.jspecify.annotations.Nullable;

/**
 * What holds of a line now: a function of its events, here and wherever they are read.
 *
 * @param capacity how many may be inside; 0 for a line that nobody has opened
 * @param configured the capacity that a node was configured with last, null for none
 * @param admissionsPerMinute null for as many as there is room for
 * @param doors what was scheduled last, null when nothing was
 * @param closed how the lobby of these doors was closed, null as long as it is not
 * @param shuffled its order, null as long as it has none
 * @param percent how much is let in of what could be
 */
public record LineTerms(
        int capacity,
        @Nullable Integer configured,
        @Nullable Integer admissionsPerMinute,
        LineState state,
        @Nullable Message message,
        int work,
        @Nullable DoorsScheduled doors,
        @Nullable LobbyClosed closed,
        @Nullable LobbyShuffled shuffled,
        int percent) {

    static final int MOST = 1_000_000;
    static final int MOST_WORK = 28;
    static final int ALL = 100;

    /** Of a line that nobody has spoken of. */
    public static final LineTerms NONE =
            new LineTerms(0, null, null, LineState.OPEN, null, 0, null, null, null, ALL);

    /** Whether people can join it. */
    public boolean takesPeople() {
        return capacity > 0 && state != LineState.DRAINING;
    }

    /** Whether the doors are scheduled, and the lobby is not closed yet. */
    public boolean hasOpenLobby() {
        return doors != null && closed == null;
    }

    /** Whether the lobby is closed, and nobody knows its order yet. */
    public boolean awaitsOrder() {
        return closed != null && shuffled == null;
    }

    /** Whether anybody may come in. */
    public boolean letsIn() {
        return state != LineState.PAUSED && !hasOpenLobby() && !awaitsOrder() && percent > 0;
    }

    /** What holds after one more event. */
    public LineTerms after(LineEvent event) {
        var next = new Draft(this);
        switch (event) {
            case CapacityChanged e -> {
                next.capacity = e.to();
                next.configured = e.asConfigured() ? (Integer) e.to() : configured;
            }
            case PaceChanged e -> next.admissionsPerMinute = e.to();
            case StateChanged e -> next.state = e.to();
            case MessageChanged e -> next.message = e.to();
            case PriceChanged e -> next.work = e.to();
            case DoorsScheduled e -> {
                next.doors = e;
                next.closed = null;
                next.shuffled = null;
            }
            case LobbyClosed e -> next.closed = e;
            case LobbyShuffled e -> next.shuffled = e;
            case AdmissionEased e -> next.percent = e.to();
            case PersonLetIn e -> {}
            case PersonThrownOut e -> {}
        }
        return next.terms();
    }

    /** Terms while one of them changes. */
    private static final class Draft {

        private int capacity;
        private @Nullable Integer configured;
        private @Nullable Integer admissionsPerMinute;
        private LineState state;
        private @Nullable Message message;
        private int work;
        private @Nullable DoorsScheduled doors;
        private @Nullable LobbyClosed closed;
        private @Nullable LobbyShuffled shuffled;
        private int percent;

        private Draft(LineTerms terms) {
            capacity = terms.capacity;
            configured = terms.configured;
            admissionsPerMinute = terms.admissionsPerMinute;
            state = terms.state;
            message = terms.message;
            work = terms.work;
            doors = terms.doors;
            closed = terms.closed;
            shuffled = terms.shuffled;
            percent = terms.percent;
        }

        private LineTerms terms() {
            return new LineTerms(
                    capacity,
                    configured,
                    admissionsPerMinute,
                    state,
                    message,
                    work,
                    doors,
                    closed,
                    shuffled,
                    percent);
        }
    }
}
