package encore.audit.line;

import encore.audit.line.LineAudit.Entry;
import encore.audit.line.LineAudit.PassedOver;
import encore.kernel.StoredEvent;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The line, event by event from its very beginning: who waits from before still counts. Remembers
 * the living tokens, one page of entries and one of people passed over, and nothing else.
 */
class LineReplay {

    private final Instant from;
    private final Instant to;
    private final long after;
    private final int limit;

    /**
     * Who waits; those passed over are told once, and are moved to {@code aside}, where those are
     * who were let in beside the line.
     */
    private final WaitingLine<Member> waiting = new WaitingLine<>();

    private final Map<TokenId, Member> aside = new HashMap<>();
    private final Map<TokenId, Member> active = new HashMap<>();

    private final TreeMap<Long, Entry> page = new TreeMap<>();
    private final List<PassedOver> passedOver = new ArrayList<>();
    private long passedOverCount;
    private int mostActive;

    private record Member(
            UserId user,
            TokenId token,
            long joined,
            @Nullable Instant issuedAt,
            @Nullable Instant admittedAt) {

        Member admitted(Instant at) {
            return new Member(user, token, joined, issuedAt, at);
        }

        Entry entry() {
            return new Entry(
                    user,
                    token,
                    issuedAt == null ? null : joined,
                    issuedAt,
                    admittedAt,
                    null,
                    null);
        }
    }

    /**
     * Begins with an empty line.
     *
     * @param after entries that joined up to this position are read, but not kept
     * @param limit how many entries are kept, and how many people passed over
     */
    LineReplay(Instant from, Instant to, long after, int limit) {
        this.from = from;
        this.to = to;
        this.after = after;
        this.limit = limit;
    }

    /** Takes the next event in, if it is one of the line and not after the end. */
    void read(StoredEvent stored) {
        var type = stored.message().getPayloadType();
        if (!WaitingTokenEvent.class.isAssignableFrom(type) || stored.at().isAfter(to)) {
            return;
        }
        boolean counts = !stored.at().isBefore(from);
        if (counts) {
            mostActive = Math.max(mostActive, active.size());
        }
        switch ((WaitingTokenEvent) stored.event()) {
            case TokenIssued e -> issued(e, stored, counts);
            case TokenActivated e -> activated(e, stored, counts);
            case TokenGranted e -> granted(e, stored, counts);
            case TokenExpired e -> expired(e, stored);
            default -> {
                // What happens to a token inside moves nobody in the line.
            }
        }
        if (counts) {
            mostActive = Math.max(mostActive, active.size());
        }
    }

    private void issued(TokenIssued event, StoredEvent stored, boolean counts) {
        var member = new Member(event.user(), event.token(), stored.position(), stored.at(), null);
        waiting.join(event.token(), member.joined(), member);
        if (counts) {
            keep(member);
        }
    }

    private void activated(TokenActivated event, StoredEvent stored, boolean counts) {
        var member = leaves(event.token());
        if (member == null) {
            // Somebody who never joined comes after everybody who did.
            member = new Member(event.user(), event.token(), stored.position(), null, null);
        }
        member = member.admitted(stored.at());
        active.put(event.token(), member);
        if (counts) {
            passOver(member, stored);
        }
        if (counts || page.containsKey(member.joined())) {
            keep(member);
        }
    }

    /** In beside the line: nobody was passed over, and nobody's room was taken. */
    private void granted(TokenGranted event, StoredEvent stored, boolean counts) {
        var member = leaves(event.token());
        if (member == null) {
            member = new Member(event.user(), event.token(), stored.position(), null, null);
        }
        member = member.admitted(stored.at());
        aside.put(event.token(), member);
        if (counts || page.containsKey(member.joined())) {
            keep(member);
        }
    }

    private void passOver(Member admitted, StoredEvent stored) {
        for (var member : waiting.passedOverBy(admitted.joined()).toList()) {
            waiting.leave(member.token());
            aside.put(member.token(), member);
            passedOverCount++;
            if (passedOver.size() < limit) {
                passedOver.add(new PassedOver(
                        member.token(),
                        member.user(),
                        member.joined(),
                        admitted.token(),
                        stored.id(),
                        stored.at()));
            }
        }
    }

    private void expired(TokenExpired event, StoredEvent stored) {
        var member = leaves(event.token());
        if (member != null) {
            page.computeIfPresent(
                    member.joined(),
                    (joined, entry) -> new Entry(
                            entry.userId(),
                            entry.tokenId(),
                            entry.joined(),
                            entry.issuedAt(),
                            entry.admittedAt(),
                            stored.at(),
                            event.reason()));
        }
    }

    private @Nullable Member leaves(TokenId token) {
        var member = waiting.leave(token);
        if (member == null) {
            member = aside.remove(token);
        }
        return member != null ? member : active.remove(token);
    }

    /** One entry more than asked for tells that there is a next page. */
    private void keep(Member member) {
        if (member.joined() > after) {
            page.put(member.joined(), member.entry());
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
