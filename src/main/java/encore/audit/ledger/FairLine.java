package encore.audit.ledger;

import encore.kernel.StoredEvent;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenIssued;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Walks along the line: nobody comes in before somebody who joined earlier and still waits, and at
 * most so many are inside. A place inside is free again when its token has expired, not when its
 * time is up: that is how people are admitted. It remembers living tokens only, so it needs as much
 * memory as the line is long.
 */
final class FairLine {

    private final int capacity;
    private final Consumer<Violation> found;

    /** Who waits, in the order of joining, and the event of it; who is inside; and both by user. */
    private final LinkedHashMap<TokenId, String> waiting = new LinkedHashMap<>();

    private final LinkedHashMap<TokenId, String> inside = new LinkedHashMap<>();
    private final Map<UserId, TokenId> living = new HashMap<>();

    FairLine(int capacity, Consumer<Violation> found) {
        this.capacity = capacity;
        this.found = found;
    }

    void on(StoredEvent at, WaitingTokenEvent event) {
        switch (event) {
            case TokenIssued e -> join(e, at.id());
            case TokenActivated e -> enter(e, at.id());
            case TokenExpired e -> {
                waiting.remove(e.token());
                inside.remove(e.token());
                living.remove(e.user(), e.token());
            }
        }
    }

    private void join(TokenIssued issued, String event) {
        var other = living.put(issued.user(), issued.token());
        if (other != null) {
            var earlier = waiting.getOrDefault(other, inside.get(other));
            found.accept(new Violation(
                    "TWO_LIVING_TOKENS",
                    "user " + issued.user() + " was given a token while holding another",
                    List.of(earlier, event)));
        }
        waiting.put(issued.token(), event);
    }

    private void enter(TokenActivated activated, String event) {
        var first = waiting.firstEntry();
        var joined = waiting.remove(activated.token());
        if (joined == null) {
            found.accept(new Violation(
                    "ADMITTED_NOT_WAITING",
                    activated.token() + " was let in without waiting",
                    List.of(event)));
        } else if (!joined.equals(first.getValue())) {
            found.accept(new Violation(
                    "LINE_PASSED_OVER",
                    first.getKey() + " was passed over by " + activated.token(),
                    List.of(first.getValue(), joined, event)));
        }
        inside.put(activated.token(), event);
        if (inside.size() > capacity) {
            found.accept(new Violation(
                    "CAPACITY_EXCEEDED",
                    activated.token() + " was let in as" + " number " + inside.size() + " of "
                            + capacity,
                    List.of(event)));
        }
    }
}
