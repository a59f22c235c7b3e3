package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.readmodel.Piece;
import encore.readmodel.RowChange;
import encore.waiting.line.Place.Status;
import encore.waiting.lobby.Shuffle;
import encore.waiting.presence.Numbering;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;

/**
 * One line as this node knows it: who waits in which order, who is inside, and what holds of the
 * line. A question of one person costs no look at any other.
 */
final class KnownLine implements Piece {

    private final LineName line;
    private final People people;

    private final Inside inside;

    /** Of those in the open lobby. */
    private final Absences absences = new Absences();

    private @Nullable LineRow terms;
    private long changes;

    /** By index, those of the lobby that is closed and has no order yet. */
    private int @Nullable [] lobby;

    /** Where somebody waits; a lobby has neither numbers nor places. */
    record Waiting(@Nullable Integer number, @Nullable Integer position, Instant issuedAt) {}

    /**
     * Nobody is here yet.
     *
     * @param terms null for a line that nobody has spoken of
     * @param joinedBefore how many had joined before the first that will be added
     * @param activeFor how long an active token lasts
     */
    KnownLine(LineName line, @Nullable LineRow terms, int joinedBefore, Duration activeFor) {
        this.line = line;
        this.terms = terms;
        this.people = new People(line, joinedBefore);
        this.inside = new Inside(activeFor, terms == null ? 0 : terms.capacity);
    }

    /** As it was read, in the order of joining. */
    void read(PlaceRow row, Instant now) {
        people.join(row);
        int at = people.size() - 1;
        if (row.regainUntil != null && row.regainUntil.isAfter(now)) {
            people.isAway(at, row.regainUntil, row.ended);
        }
        if (row.isWaiting()) {
            people.isBack(at, row.returnedAt);
        }
        if (terms != null && terms.opensAt != null) {
            absences.read(at, row.ended, row.absences);
        }
    }

    Inside inside() {
        return inside;
    }

    Pace pace() {
        return inside.pace();
    }

    /** All who stand in the line were read. */
    void isOrdered() {
        if (terms != null && terms.closedAt != null) {
            lobbyIsClosed(terms);
            lobbyMayBeShuffled(terms);
        }
    }

    /** All was read. */
    void isRead() {
        if (terms != null) {
            terms.limits().tell(pace(), null, terms.changedAt);
        }
        inside.tellWhatWasRead();
    }

    @Override
    public synchronized void take(RowChange<?> change) {
        changes++;
        var place = change.in(PlaceRow.class);
        if (place != null) {
            takePlace((String) place.key(), place);
        }
        var line = change.in(LineRow.class);
        if (line != null) {
            takeTerms(line);
        }
    }

    private void takePlace(String key, RowChange<PlaceRow> change) {
        var token = new TokenId(key);
        int at = people.find(token);
        if (at >= 0) {
            moveOn(at, key, change);
        } else if (inside.has(key) && !change.isWhole()) {
            inside.is(key, change.of(standing(key, 0, false)), null);
        } else if (change.isWhole()) {
            var row = change.of(null);
            if (row != null && row.isWaiting()) {
                people.join(row);
            }
        }
    }

    private PlaceRow standing(String key, long joined, boolean waits) {
        var row = PlaceRow.standing(
                key,
                joined,
                waits ? Status.WAITING : inside.has(key) ? Status.ACTIVE : Status.EXPIRED);
        inside.show(key, row);
        return row;
    }

    private void moveOn(int at, String key, RowChange<PlaceRow> change) {
        boolean waited = people.waits(at);
        var before = standing(key, people.joined(at), waited);
        before.issuedAt = people.issuedAt(at);
        var now = change.of(before);
        boolean waits = now != null && now.isWaiting();
        people.set(at, waits);
        inside.is(key, now, people.number(at));
        if (waits && !waited && hasOpenLobby()) {
            absences.ends(at, people.awaySince(at), change.position());
        }
        if (now != null && waits) {
            people.isBack(at, now.returnedAt);
        } else if (now != null && now.regainUntil != null) {
            people.isAway(at, now.regainUntil, change.position());
        }
        if (waited && !waits) {
            stopsWaiting(at, change.position(), now);
        }
    }

    private boolean hasOpenLobby() {
        return terms != null && terms.hasOpenLobby();
    }

    private void stopsWaiting(int at, long position, @Nullable PlaceRow now) {
        if (hasOpenLobby()) {
            absences.begins(at, position);
            return;
        }
        var then = now == null || lobby != null ? null : now.stoppedWaitingAt();
        if (then != null) {
            people.leaveOutWhoIsGone(then);
        }
    }

    private void takeTerms(RowChange<LineRow> change) {
        boolean wasOpen = hasOpenLobby();
        boolean wasShuffled = terms != null && terms.shuffledAt != null;
        var before = terms == null ? null : terms.limits();
        terms = change.ofCopy(terms);
        if (terms == null) {
            return;
        }
        if (!terms.limits().equals(before)) {
            terms.limits().tell(pace(), before, terms.changedAt);
        }
        if (wasShuffled && terms.shuffledAt == null) {
            people.unshuffle();
        }
        if (wasOpen && terms.closedAt != null) {
            lobbyIsClosed(terms);
        }
        lobbyMayBeShuffled(terms);
    }

    private void lobbyIsClosed(LineRow closed) {
        lobby = closed.upTo == null ? null : membersAt(closed.upTo);
        absences.forget();
    }

    private void lobbyMayBeShuffled(LineRow now) {
        if (lobby != null && now.seed != null) {
            var seed = HexFormat.of().parseHex(now.seed);
            people.shuffle(lobby, Shuffle.ranks(seed, lobby.length));
            lobby = null;
        }
    }

    /** By index, all who waited just after the event at a position, in the order of joining. */
    private int[] membersAt(long position) {
        return people.inOrderOfJoining(at -> people.joined(at) <= position
                && absences.hasWaited(at, people.waits(at), position));
    }

    /** The tokens of all who waited just after the event at a position, in the order of joining. */
    synchronized List<TokenId> lobbyAt(long position) {
        return IntStream.of(membersAt(position)).mapToObj(people::token).toList();
    }

    /** Where a token waits; null when it does not. */
    synchronized @Nullable Waiting find(TokenId token) {
        int at = people.find(token);
        if (at < 0 || !people.waits(at)) {
            return null;
        }
        return terms != null && terms.hasNoOrder()
                ? new Waiting(null, null, people.issuedAt(at))
                : new Waiting(people.number(at), people.countBefore(at) + 1, people.issuedAt(at));
    }

    /** The number of a token; null for one that has none yet, and for one long gone. */
    synchronized @Nullable Integer number(TokenId token) {
        int at = people.find(token);
        return at < 0 || terms != null && terms.hasNoOrder() ? null : (Integer) people.number(at);
    }

    /** Of somebody who is in; null for anybody else. */
    synchronized Inside.@Nullable Stay stay(TokenId token) {
        return inside.stay(token.value());
    }

    /** Those who wait, of whom this is true; told are the number, and since when they do. */
    synchronized List<Candidate> waitingOf(BiPredicate<Integer, Instant> question, int atMost) {
        var found = new ArrayList<Candidate>();
        for (int at = people.indexOf(0); at < people.size() && found.size() < atMost; at++) {
            if (people.waits(at) && question.test(people.number(at), people.waitsSince(at))) {
                found.add(new Candidate(people.user(at), people.token(at), people.number(at)));
            }
        }
        return found;
    }

    /** Which numbers people have: another one after each shuffle. */
    synchronized Numbering numbering() {
        return terms == null || terms.shuffledAt == null
                ? Numbering.first(line)
                : new Numbering(line, terms.shuffledAt.toEpochMilli(), terms.shuffledAt);
    }

    /** Those who come in next, in their order. */
    synchronized List<Candidate> next(int atMost) {
        return waitingOf((number, since) -> true, atMost);
    }

    /** Grows with each change. */
    synchronized long changes() {
        return changes;
    }

    /** How many wait. */
    synchronized int waiting() {
        return people.waiting();
    }

    /** How many are inside whom the line has let in. */
    synchronized int countInside() {
        return inside.size();
    }

    /** The number of who comes in next; one more than the last when nobody waits. */
    synchronized int servingNumber() {
        int next = people.indexOf(0);
        return next < people.size() ? people.number(next) : people.lastNumber() + 1;
    }

    /** How many have ever joined. */
    synchronized int lastNumber() {
        return people.lastNumber();
    }

    /** How many wait whose number is less. */
    synchronized int countWaitingBefore(int number) {
        return people.countBefore(people.indexOfNumber(number));
    }

    /** What holds of the line, as of now; null when nobody has spoken of it. */
    synchronized @Nullable LineRow terms() {
        return terms;
    }

    /** Kept even when nobody waits. */
    @Override
    public int rows() {
        return 1;
    }
}
