package encore.waiting.line;

import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.lobby.Shuffle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a line is, as simply as it can be said: a list of all who ever joined, in their order. */
final class SimpleLine {

    final List<Member> all = new ArrayList<>();
    int capacity;
    boolean isPaused;

    /** The position of the event by which the doors were scheduled last; 0 for never. */
    long scheduled;

    boolean isLobbyOpen;
    List<Member> lobby;

    enum State {
        WAITING,
        AWAY,
        INSIDE,
        BESIDE,
        GONE
    }

    static final class Member {

        final TokenId token;
        final UserId user;
        final long joined;
        final Instant issuedAt;
        State state;
        Instant regainUntil;

        /** The number with which this one came in. */
        int numberInside;

        private final TreeMap<Long, State> history = new TreeMap<>();

        Member(TokenId token, UserId user, long joined, Instant issuedAt, State state) {
            this.token = token;
            this.user = user;
            this.joined = joined;
            this.issuedAt = issuedAt;
            is(state, joined);
        }

        void is(State now, long position) {
            state = now;
            history.put(position, now);
        }

        private boolean hasWaitedAt(long position) {
            var then = history.floorEntry(position);
            return then != null && then.getValue() == State.WAITING;
        }
    }

    /** Who was never in the line: their number is nothing that counts. */
    final List<Member> beside = new ArrayList<>();

    Stream<Member> those(State state) {
        return Stream.concat(all.stream(), beside.stream()).filter(one -> one.state == state);
    }

    /** One of them, by chance; null for none. */
    Member any(State state, Random random) {
        var those = those(state).toList();
        return those.isEmpty() ? null : those.get(random.nextInt(those.size()));
    }

    List<Member> waiting() {
        return those(State.WAITING).toList();
    }

    int number(Member member) {
        return all.indexOf(member) + 1;
    }

    boolean hasNoOrder() {
        return isLobbyOpen || lobby != null;
    }

    List<Member> lobbyAt(long position) {
        return all.stream()
                .filter(one -> one.hasWaitedAt(position))
                .sorted(Comparator.comparingLong(one -> one.joined))
                .toList();
    }

    void scheduled(long position) {
        scheduled = position;
        isLobbyOpen = true;
        all.sort(Comparator.comparingLong(one -> one.joined));
    }

    void closed(long upTo) {
        isLobbyOpen = false;
        lobby = lobbyAt(upTo);
    }

    void shuffled(byte[] seed) {
        var ranks = Shuffle.ranks(seed, lobby.size());
        var places = lobby.stream().map(all::indexOf).sorted().toList();
        for (int n = 0; n < ranks.length; n++) {
            all.set(places.get(ranks[n]), lobby.get(n));
        }
        lobby = null;
    }
}
