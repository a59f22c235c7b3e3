package encore.audit.ledger;

import encore.audit.line.WaitingLine;
import encore.kernel.StoredEvent;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Walks along the line (rule 4 of docs/domain.md): nobody comes in before somebody who joined
 * earlier and still waits, and at most {@code capacity} are inside. A place inside is free again
 * when its token has expired, not when its time is up: that is how people are admitted. It
 * remembers living tokens only, so it needs as much memory as the line is long.
 */
final class FairLine {

    private final int capacity;
    private final Consumer<Violation> found;

    private final WaitingLine<Joined> waiting = new WaitingLine<>();

    /** Who is inside, and the event that let them in; and who holds which living token. */
    private final Map<TokenId, String> inside = new HashMap<>();

    private final Map<UserId, TokenId> living = new HashMap<>();

    private record Joined(TokenId token, long position, String event) {}

    FairLine(int capacity, Consumer<Violation> found) {
        this.capacity = capacity;
        this.found = found;
    }

    void on(StoredEvent at, WaitingTokenEvent event) {
        switch (event) {
            case TokenIssued e -> join(e, new Joined(e.token(), at.position(), at.id()));
            case TokenActivated e -> enter(e, at.id());
            case TokenGranted e -> grant(e, at.id());
            case TokenExpired e -> {
                waiting.leave(e.token());
                inside.remove(e.token());
                living.remove(e.user(), e.token());
            }
            default -> {
                // What happens to a token inside moves nobody in the line.
            }
        }
    }

    private void join(TokenIssued issued, Joined joined) {
        var other = living.put(issued.user(), issued.token());
        if (other != null) {
            tellTwoLiving(issued.user(), other, joined.event());
        }
        waiting.join(issued.token(), joined.position(), joined);
    }

    /** In, but not by the line: passes nobody over, and takes nobody's room. */
    private void grant(TokenGranted granted, String event) {
        waiting.leave(granted.token());
        var other = living.put(granted.user(), granted.token());
        if (other != null && !other.equals(granted.token())) {
            tellTwoLiving(granted.user(), other, event);
        }
    }

    private void tellTwoLiving(UserId user, TokenId other, String event) {
        var earlier = waiting.find(other).map(Joined::event).orElseGet(() -> inside.get(other));
        found.accept(new Violation(
                "TWO_LIVING_TOKENS",
                "user " + user + " was given a token while holding another",
                earlier == null ? List.of(event) : List.of(earlier, event)));
    }

    private void enter(TokenActivated activated, String event) {
        var joined = waiting.leave(activated.token());
        if (joined == null) {
            found.accept(new Violation(
                    "ADMITTED_NOT_WAITING",
                    activated.token() + " was let in without waiting",
                    List.of(event)));
        } else {
            waiting.passedOverBy(joined.position())
                    .findFirst()
                    .ifPresent(first -> found.accept(new Violation(
                            "LINE_PASSED_OVER",
                            first.token() + " was passed over by " + activated.token(),
                            List.of(first.event(), joined.event(), event))));
        }
        inside.put(activated.token(), event);
        if (inside.size() > capacity) {
            found.accept(new Violation(
                    "CAPACITY_EXCEEDED",
                    activated.token() + " was let in as number " + inside.size() + " of "
                            + capacity,
                    List.of(event)));
        }
    }
}
