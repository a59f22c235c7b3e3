package encore.audit.line;

import encore.audit.line.LineAudit.Entry;
import encore.audit.line.LineAudit.PassedOver;
import encore.kernel.LineName;
import encore.kernel.StoredEvent;
import encore.kernel.TokenId;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.steering.LineEvent;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One line, event by event from its very beginning: who waits from before still counts. Remembers
 * the living tokens and those that may be taken back, one page of entries and one of people passed
 * over, and nothing else.
 */
class LineReplay {

    private final LineName line;
    private final Instant from;
    private final Instant to;
    private final long after;
    private final int limit;

    private final WaitingLine<Visitor> waiting = new WaitingLine<>();

    /** Who was let in beside the line. */
    private final Map<TokenId, Visitor> aside = new HashMap<>();

    private final Map<TokenId, Visitor> active = new HashMap<>();
    private final PassedTime time = new PassedTime();

    private final TreeMap<Long, Entry> page = new TreeMap<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private long passedOverCount;
    private int mostActive;

    /**
     * Begins with an empty line.
     *
     * @param after entries that joined up to this position are read, but not kept
     * @param limit how many entries are kept, and how many people passed over
     */
    LineReplay(LineName line, Instant from, Instant to, long after, int limit) {
        this.line = line;
        this.from = from;
        this.to = to;
        this.after = after;
        this.limit = limit;
    }

    /** Takes the next event in, if it is one of the line and not after the end. */
    void read(StoredEvent stored) {
        var type = stored.message().getPayloadType();
        if (stored.at().isAfter(to)) {
            return;
        }
        if (WaitingTokenEvent.class.isAssignableFrom(type)) {
            var event = (WaitingTokenEvent) stored.event();
            if (event.token().line().equals(line)) {
                read(event, stored);
            }
        } else if (LineEvent.class.isAssignableFrom(type)) {
            var event = (LineEvent) stored.event();
            if (event.line().equals(line)) {
                read(event);
            }
        }
    }

    private void read(WaitingTokenEvent event, StoredEvent stored) {
        boolean counts = !stored.at().isBefore(from);
        if (counts) {
            mostActive = Math.max(mostActive, active.size());
        }
        switch (event) {
            case TokenIssued e -> issued(e, stored, counts);
            case TokenActivated e -> activated(e, stored, counts);
            case TokenGranted e -> granted(e, stored, counts);
            case TokenExpired e -> expired(e, stored);
            case TokenReturned e -> returned(e, stored, counts);
            default -> {
                // What happens to a token inside moves nobody in the line.
            }
        }
        if (counts) {
            mostActive = Math.max(mostActive, active.size());
        }
        if (time.sees(stored.at())) {
            waiting.forgetAway(time.passed());
        }
    }

    /** What of the line's acts gives it another order. */
    private void read(LineEvent event) {
        switch (event) {
            case DoorsScheduled e -> waiting.opensLobby();
            case LobbyClosed e -> waiting.closesLobby(e.upTo());
            case LobbyShuffled e -> waiting.shufflesLobby(HexFormat.of().parseHex(e.seed()));
            default -> {
                // Nobody moves.
            }
        }
    }

    private void issued(TokenIssued event, StoredEvent stored, boolean counts) {
        var visitor = new Visitor(event.user(), event.token(), stored.position(), stored.at());
        waiting.join(visitor);
        if (counts) {
            keep(visitor);
        }
    }

    private void activated(TokenActivated event, StoredEvent stored, boolean counts) {
        var visitor = leaves(event, stored, null);
        if (visitor == null) {
            // Somebody who never joined comes after everybody who did.
            visitor = new Visitor(event.user(), event.token(), stored.position(), null);
        }
        visitor.admitted(stored.at());
        active.put(event.token(), visitor);
        if (counts) {
            passOver(visitor, stored);
        }
        if (counts || page.containsKey(visitor.joined())) {
            keep(visitor);
        }
    }

    /** In beside the line: nobody was passed over, and nobody's room was taken. */
    private void granted(TokenGranted event, StoredEvent stored, boolean counts) {
        var visitor = leaves(event, stored, null);
        if (visitor == null) {
            visitor = new Visitor(event.user(), event.token(), stored.position(), null);
        }
        visitor.admitted(stored.at());
        aside.put(event.token(), visitor);
        if (counts || page.containsKey(visitor.joined())) {
            keep(visitor);
        }
    }

    private void passOver(Visitor admitted, StoredEvent stored) {
        var next = waiting.takeFirstBefore(admitted.order());
        while (next.isPresent()) {
            var visitor = next.get();
            if (visitor.isPassedOverFirst()) {
                passedOverCount++;
                if (passedOver.size() < limit) {
                    passedOver.add(visitor.passedOverBy(admitted, stored));
                }
            }
            next = waiting.takeFirstBefore(admitted.order());
        }
    }

    private void expired(TokenExpired event, StoredEvent stored) {
        var visitor = leaves(event, stored, event.regainUntil());
        if (visitor != null) {
            page.computeIfPresent(
                    visitor.joined(),
                    (joined, entry) -> visitor.ended(stored.at(), event.reason()));
        }
    }

    /** Who is away passes nobody over, and is not passed over. */
    private void returned(TokenReturned event, StoredEvent stored, boolean counts) {
        var away = waiting.findAway(event.token());
        if (away.isPresent()) {
            var visitor = away.get();
            waiting.comesBack(visitor, stored.position());
            page.computeIfPresent(visitor.joined(), (joined, entry) -> visitor.entry());
        } else if (waiting.find(event.token()).isEmpty() && !active.containsKey(event.token())) {
            // Who had no place to take back comes after everybody who has one.
            var visitor = new Visitor(event.user(), event.token(), stored.position(), stored.at());
            waiting.join(visitor);
            if (counts) {
                keep(visitor);
            }
        }
    }

    private @Nullable Visitor leaves(
            WaitingTokenEvent event, StoredEvent stored, @Nullable Instant mayReturnUntil) {
        var visitor = waiting.leave(event.token(), stored.position(), mayReturnUntil);
        if (visitor == null) {
            visitor = aside.remove(event.token());
        }
        return visitor != null ? visitor : active.remove(event.token());
    }

    /** One entry more than asked for tells that there is a next page. */
    private void keep(Visitor visitor) {
        if (visitor.joined() > after) {
            page.put(visitor.joined(), visitor.entry());
            if (page.size() > limit + 1) {
                page.pollLastEntry();
            }
        }
    }

    /** What was found. */
    LineAudit found() {
        boolean hasMore = page.size() > limit;
        var entries = page.entrySet().stream().limit(limit).toList();
        return new LineAudit(
                from,
                to,
                passedOverCount == 0,
                Math.max(mostActive, active.size()),
                passedOverCount,
                passedOver,
                entries.stream().map(Map.Entry::getValue).toList(),
                hasMore ? entries.getLast().getKey() : null);
    }
}
