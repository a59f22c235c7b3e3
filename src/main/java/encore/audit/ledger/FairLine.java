package encore.audit.ledger;

import encore.audit.line.Member;
import encore.audit.line.WaitingLine;
import encore.kernel.LineName;
import encore.kernel.StoredEvent;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.steering.LineEvent;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.StateChanged;
import encore.waiting.steering.LineState;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Walks along one line (rule 4 of docs/domain.md): nobody comes in before somebody who is before
 * them and waits, at most as many are inside as were allowed just then, and nobody comes in while
 * the line is paused. A place inside is free again when its token has expired, not when its time is
 * up: that is how people are admitted. A capacity that is lowered throws nobody out. It remembers
 * living tokens only and those that may be taken back, so it needs as much memory as the line is
 * long.
 */
final class FairLine {

    private final LineName line;
    private final Capacities capacities;
    private final Found found;

    private final WaitingLine<Member> waiting = new WaitingLine<>();
    private final FairLobby lobby;

    /** Who is inside, and where the event is that let them in; who holds which living token. */
    private final Map<TokenId, Long> inside = new HashMap<>();

    private final Map<UserId, TokenId> living = new HashMap<>();

    private boolean isCapacityKnown;
    private @Nullable Integer capacity;

    /** Where the event is that paused it. */
    private @Nullable Long paused;

    FairLine(LineName line, Capacities capacities, Found found) {
        this.line = line;
        this.capacities = capacities;
        this.found = found;
        this.lobby = new FairLobby(line, waiting, found);
    }

    void on(StoredEvent at, WaitingTokenEvent event) {
        switch (event) {
            case TokenIssued e -> join(e, at);
            case TokenActivated e -> enter(e, at.position());
            case TokenGranted e -> grant(e, at.position());
            case TokenExpired e -> {
                waiting.leave(e.token(), at.position(), e.regainUntil());
                inside.remove(e.token());
                living.remove(e.user(), e.token());
            }
            case TokenReturned e -> comeBack(e, at.position());
            default -> {
                // What happens to a token inside moves nobody in the line.
            }
        }
    }

    void on(StoredEvent at, LineEvent event) {
        switch (event) {
            case CapacityChanged e -> {
                capacity = e.to();
                isCapacityKnown = true;
            }
            case StateChanged e -> paused = e.to() == LineState.PAUSED ? at.position() : null;
            case DoorsScheduled e -> lobby.schedule(e, at.position());
            case LobbyClosed e -> lobby.close(e, at.position());
            case LobbyShuffled e -> lobby.shuffle(e, at.position());
            default -> {
                // Nobody is treated otherwise for it.
            }
        }
    }

    void forgetAway(Instant passed) {
        waiting.forgetAway(passed);
    }

    private void join(TokenIssued issued, StoredEvent at) {
        live(issued.user(), issued.token(), at.position());
        waiting.join(new Member(issued.token(), at.position()));
        lobby.joins(issued.at(), at.position());
    }

    /** In, but not by the line: passes nobody over, and takes nobody's room. */
    private void grant(TokenGranted granted, long position) {
        waiting.leave(granted.token(), position, null);
        live(granted.user(), granted.token(), position);
    }

    private void comeBack(TokenReturned returned, long position) {
        live(returned.user(), returned.token(), position);
        var away = waiting.findAway(returned.token()).orElse(null);
        if (away != null && away.awayUntil() != null) {
            if (!returned.at().isBefore(away.awayUntil())) {
                found.add(
                        "RETURNED_TOO_LATE",
                        returned.token() + " was taken back after " + away.awayUntil(),
                        away.joined(),
                        position);
            }
            waiting.comesBack(away, position);
        } else if (waiting.find(returned.token()).isEmpty()) {
            found.add(
                    "RETURNED_NOT_AWAY",
                    returned.token() + " was taken back, and could not be",
                    position);
            waiting.join(new Member(returned.token(), position));
        }
    }

    private void live(UserId user, TokenId token, long position) {
        var other = living.put(user, token);
        if (other != null && !other.equals(token)) {
            var earlier = waiting.find(other).map(Member::joined).orElse(inside.get(other));
            found.add(
                    "TWO_LIVING_TOKENS",
                    "user " + user + " was given a token while holding another",
                    earlier == null ? new long[] {position} : new long[] {earlier, position});
        }
    }

    private void enter(TokenActivated activated, long position) {
        var token = activated.token();
        var member = waiting.leave(token, position, null);
        if (member == null) {
            found.add("ADMITTED_NOT_WAITING", token + " was let in without waiting", position);
        } else if (!lobby.hasNoOrder()) {
            waiting.firstBefore(member.order())
                    .ifPresent(first -> found.add(
                            "LINE_PASSED_OVER",
                            first.token() + " was passed over by " + token,
                            first.joined(),
                            member.joined(),
                            position));
        }
        if (lobby.hasNoOrder()) {
            found.add(
                    "ADMITTED_BEFORE_SHUFFLE",
                    token + " was let in before the lobby of line " + line + " had its order",
                    lobby.since(),
                    position);
        }
        if (paused != null) {
            found.add(
                    "ADMITTED_WHILE_PAUSED",
                    token + " was let in while line " + line + " was paused",
                    paused,
                    position);
        }
        inside.put(token, position);
        var allowed = capacity();
        if (allowed != null && inside.size() > allowed) {
            found.add(
                    "CAPACITY_EXCEEDED",
                    token + " was let in as number " + inside.size() + " of " + allowed,
                    position);
        }
    }

    private @Nullable Integer capacity() {
        if (!isCapacityKnown) {
            capacity = capacities.atFirst(line);
            isCapacityKnown = true;
        }
        return capacity;
    }
}
