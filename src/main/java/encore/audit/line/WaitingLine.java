package encore.audit.line;

import encore.kernel.TokenId;
import encore.waiting.lobby.Shuffle;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Who waits in one line, in the order in which they have to come in: that of joining, and for those
 * of a lobby the one that was drawn. Who is silent loses the place and may take it back. Here, and
 * only here, is decided who was passed over: everybody who is before the one let in, and waits
 * (rule 4 of docs/domain.md).
 *
 * @param <M> what is remembered of each
 */
public final class WaitingLine<M extends Member> {

    private static final int FEW = 1_024;

    /** A lobby is closed as it was a moment before: so many moves back, at most. */
    private static final int MOVES = 100_000;

    /** So much too late may a return be stored, for the clocks of nodes differ. */
    private static final Duration GRACE = Duration.ofHours(1);

    /** Who waits, or is away. */
    private final Map<TokenId, M> members = new HashMap<>();

    /** Everybody who waits, but those taken out as passed over; who left is left out later. */
    private final PriorityQueue<M> queue =
            new PriorityQueue<>(Comparator.comparingLong(Member::order));

    private int idleInQueue;

    /** Who went away, the first who did first; some of them are back. */
    private final ArrayDeque<M> away = new ArrayDeque<>();

    /** Since the lobby was opened, the newest last. */
    private final ArrayDeque<Move<M>> moves = new ArrayDeque<>();

    private boolean hasOpenLobby;
    private List<M> lobby = List.of();

    /** Somebody left, or came back. */
    private record Move<M>(M member, long position, boolean hasWaited) {}

    /** Joins at the end. */
    public void join(M member) {
        var same = members.put(member.token(), member);
        if (same != null) {
            stopsWaiting(same, null);
        }
        waits(member);
    }

    private void waits(M member) {
        member.waits();
        if (member.isQueued()) {
            idleInQueue--;
        } else {
            member.isQueued(true);
            queue.add(member);
        }
    }

    /** Somebody who waits. */
    public Optional<M> find(TokenId token) {
        return Optional.ofNullable(members.get(token)).filter(Member::isWaiting);
    }

    /**
     * Leaves the line; null when it did not wait in it.
     *
     * @param position of the event
     * @param mayReturnUntil null when it is for good
     */
    public @Nullable M leave(TokenId token, long position, @Nullable Instant mayReturnUntil) {
        var member = members.get(token);
        if (member == null || !member.isWaiting()) {
            return null;
        }
        stopsWaiting(member, mayReturnUntil);
        if (mayReturnUntil == null) {
            members.remove(token);
        } else {
            away.addLast(member);
        }
        moved(member, position, true);
        return member;
    }

    private void stopsWaiting(M member, @Nullable Instant mayReturnUntil) {
        member.leaves(mayReturnUntil);
        if (member.isQueued()) {
            idleInQueue++;
            leaveIdleOut();
        }
    }

    private void leaveIdleOut() {
        if (queue.size() > FEW && idleInQueue * 2 > queue.size()) {
            queue.removeIf(member -> {
                member.isQueued(member.isWaiting());
                return !member.isWaiting();
            });
            idleInQueue = 0;
        }
    }

    /** Somebody who is away, and may come back. */
    public Optional<M> findAway(TokenId token) {
        return Optional.ofNullable(members.get(token)).filter(member -> !member.isWaiting());
    }

    /** Who is away takes the old place back. */
    public void comesBack(M member, long position) {
        waits(member);
        moved(member, position, false);
    }

    private void moved(M member, long position, boolean hasWaited) {
        if (hasOpenLobby) {
            moves.addLast(new Move<>(member, position, hasWaited));
            if (moves.size() > MOVES) {
                moves.removeFirst();
            }
        }
    }

    /** Forgets who can't come back any more. */
    public void forgetAway(Instant passed) {
        while (!away.isEmpty() && !mayReturnAfter(passed, away.getFirst())) {
            var member = away.removeFirst();
            if (member.awayUntil() != null) {
                members.remove(member.token(), member);
            }
        }
    }

    private static boolean mayReturnAfter(Instant passed, Member member) {
        var until = member.awayUntil();
        return until != null && !until.plus(GRACE).isBefore(passed);
    }

    /** The first who waits, if that is before one with this order: they are passed over. */
    public Optional<M> firstBefore(long order) {
        var first = queue.peek();
        while (first != null && !first.isWaiting()) {
            queue.remove().isQueued(false);
            idleInQueue--;
            first = queue.peek();
        }
        return Optional.ofNullable(first).filter(one -> one.order() < order);
    }

    /** The same, and that one is not named again while they wait on. */
    public Optional<M> takeFirstBefore(long order) {
        var first = firstBefore(order);
        first.ifPresent(one -> queue.remove().isQueued(false));
        return first;
    }

    /** From now on all who wait are in a lobby, and what was drawn before is of no effect. */
    public void opensLobby() {
        hasOpenLobby = true;
        moves.clear();
        lobby = List.of();
        members.values().forEach(member -> member.comesAs(member.joined()));
        orderAnew();
    }

    private void orderAnew() {
        var queued = List.copyOf(queue);
        queue.clear();
        queue.addAll(queued);
    }

    /**
     * Closes the lobby: of it are all who waited just after the event at a position, in the order
     * of joining.
     */
    public List<M> closesLobby(long upTo) {
        lobby = membersAt(upTo);
        hasOpenLobby = false;
        moves.clear();
        return lobby;
    }

    private List<M> membersAt(long upTo) {
        var movedSince = new IdentityHashMap<M, Boolean>();
        while (!moves.isEmpty() && moves.getLast().position() > upTo) {
            var move = moves.removeLast();
            movedSince.put(move.member(), move.hasWaited());
        }
        var waitedThen =
                movedSince.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey);
        var waited = members.values().stream()
                .filter(member -> member.isWaiting() && !movedSince.containsKey(member));
        return Stream.concat(waited, waitedThen)
                .filter(member -> member.joined() <= upTo)
                .sorted(Comparator.comparingLong(Member::joined))
                .toList();
    }

    /** Gives those of the closed lobby the order of a seed; all others stay where they are. */
    public void shufflesLobby(byte[] seed) {
        int[] ranks = Shuffle.ranks(seed, lobby.size());
        long[] orders = lobby.stream().mapToLong(Member::order).sorted().toArray();
        for (int index = 0; index < ranks.length; index++) {
            lobby.get(index).comesAs(orders[ranks[index]]);
        }
        lobby = List.of();
        orderAnew();
    }
}
