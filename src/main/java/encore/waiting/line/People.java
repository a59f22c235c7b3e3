package encore.waiting.line;

import org.jspecify.annotations.Nullable;
import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.kernel.UserId;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Those who have joined one line and may still come in, one behind the other, in arrays: a million
 * take less than a hundred bytes each. Their order is that of joining, and for those of a lobby
 * what was drawn; their numbers grow with it and stay when others leave.
 */
final class People {

    private static final int AT_FIRST = 64;

    private final LineName line;
    private long[] joined = new long[AT_FIRST];
    private long[] most = new long[AT_FIRST];
    private long[] least = new long[AT_FIRST];
    private long[] issuedMicros = new long[AT_FIRST];
    private int[] numbers = new int[AT_FIRST];
    private byte[][] users = new byte[AT_FIRST][];

    /** Who does not wait now may be away, and come back; all others are left out some time. */
    private final Map<Integer, Instant> away = new HashMap<>();

    /** Since when those wait who were away. */
    private final Map<Integer, Instant> back = new HashMap<>();

    /** The ids that are no UUIDs, which the server never makes. */
    private final Map<UUID, String> otherIds = new HashMap<>();

    private WaitingOrder order = new WaitingOrder();
    private TokenIndex index = new TokenIndex(new Ids(), 0);
    private int lastNumber;

    private final class Ids implements TokenIndex.Tokens {

        @Override
        public boolean isAt(int at, UUID token) {
            return most[at] == token.getMostSignificantBits()
                    && least[at] == token.getLeastSignificantBits();
        }

        @Override
        public int hashAt(int at) {
            return TokenIndex.hash(most[at], least[at]);
        }
    }

    /**
     * Nobody is here.
     *
     * @param lastNumber how many have joined before the first that will be
     */
    People(LineName line, int lastNumber) {
        this.line = line;
        this.lastNumber = lastNumber;
    }

    /** One more has joined, behind all others. */
    void join(TokenId token, UserId user, long position, Instant issuedAt, boolean waits) {
        int at = order.size();
        if (at == joined.length) {
            grow();
        }
        var id = idOf(token);
        joined[at] = position;
        most[at] = id.getMostSignificantBits();
        least[at] = id.getLeastSignificantBits();
        issuedMicros[at] = micros(issuedAt);
        users[at] = user.value().getBytes(StandardCharsets.US_ASCII);
        numbers[at] = ++lastNumber;
        order.append(waits);
        index.add(at);
    }

    private void grow() {
        int more = joined.length * 2;
        joined = Arrays.copyOf(joined, more);
        most = Arrays.copyOf(most, more);
        least = Arrays.copyOf(least, more);
        issuedMicros = Arrays.copyOf(issuedMicros, more);
        numbers = Arrays.copyOf(numbers, more);
        users = Arrays.copyOf(users, more);
    }

    private UUID idOf(TokenId token) {
        var id = token.line().isDefault()
                ? token.value()
                : token.value().substring(line.value().length() + 1);
        if (id.length() == 36) {
            try {
                var uuid = UUID.fromString(id);
                if (uuid.toString().equals(id)) {
                    return uuid;
                }
            } catch (IllegalArgumentException e) {
                // It has the length of a UUID, and is none.
            }
        }
        var key = UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8));
        otherIds.put(key, id);
        return key;
    }

    /** At which index a token is; negative when it is not here. */
    int find(TokenId token) {
        return index.find(idOf(token));
    }

    void set(int at, boolean waits) {
        order.set(at, waits);
    }

    void isAway(int at, Instant until) {
        away.put(at, until);
    }

    /** Null for who never was away. */
    void isBack(int at, @Nullable Instant since) {
        away.remove(at);
        if (since != null) {
            back.put(at, since);
        }
    }

    /** Since when somebody who waits does. */
    Instant waitsSince(int at) {
        return back.getOrDefault(at, issuedAt(at));
    }

    boolean waits(int at) {
        return order.waits(at);
    }

    int countBefore(int at) {
        return order.countBefore(at);
    }

    /** The index of the one who waits with so many before; the size, when there is none. */
    int indexOf(int before) {
        return order.indexOf(before);
    }

    int waiting() {
        return order.waiting();
    }

    int size() {
        return order.size();
    }

    int number(int at) {
        return numbers[at];
    }

    /** How many have ever joined. */
    int lastNumber() {
        return lastNumber;
    }

    long joined(int at) {
        return joined[at];
    }

    TokenId token(int at) {
        var id = new UUID(most[at], least[at]);
        return TokenId.of(line, otherIds.getOrDefault(id, id.toString()));
    }

    UserId user(int at) {
        return new UserId(new String(users[at], StandardCharsets.US_ASCII));
    }

    Instant issuedAt(int at) {
        return Instant.ofEpochSecond(
                Math.floorDiv(issuedMicros[at], 1_000_000L),
                Math.floorMod(issuedMicros[at], 1_000_000L) * 1_000);
    }

    private static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    /** The index of the first whose number is not less; the size, when there is none. */
    int indexOfNumber(int number) {
        int found = Arrays.binarySearch(numbers, 0, order.size(), number);
        return found >= 0 ? found : -found - 1;
    }

    /**
     * Gives the people at these indexes another order: who is at the index of rank {@code n} comes
     * to the n-th of the indexes. All others stay where they are, as do the numbers.
     *
     * @param members ascending
     * @param ranks of each, from 0
     */
    void shuffle(int[] members, int[] ranks) {
        var before = copy();
        var backBefore = Map.copyOf(back);
        for (int n = 0; n < members.length; n++) {
            int from = members[n];
            int to = members[ranks[n]];
            joined[to] = before.joined[from];
            most[to] = before.most[from];
            least[to] = before.least[from];
            issuedMicros[to] = before.issuedMicros[from];
            users[to] = before.users[from];
            order.set(to, before.order.waits(from));
            back.remove(to);
            isBack(to, backBefore.get(from));
        }
        index = new TokenIndex(new Ids(), order.size());
        for (int at = 0; at < order.size(); at++) {
            index.add(at);
        }
    }

    private People copy() {
        var copy = new People(line, lastNumber);
        copy.joined = joined.clone();
        copy.most = most.clone();
        copy.least = least.clone();
        copy.issuedMicros = issuedMicros.clone();
        copy.users = users.clone();
        for (int at = 0; at < order.size(); at++) {
            copy.order.append(order.waits(at));
        }
        return copy;
    }

    /** Leaves those out who will not come in any more, if they are many. */
    void leaveOutWhoIsGone(Instant now) {
        away.values().removeIf(until -> until.isBefore(now));
        if (order.size() <= 1024 || (order.waiting() + away.size()) * 2 > order.size()) {
            return;
        }
        var before = copy();
        int[] numbersBefore = numbers.clone();
        var awayBefore = Map.copyOf(away);
        var backBefore = Map.copyOf(back);
        int size = order.size();
        away.clear();
        back.clear();
        order = new WaitingOrder();
        index = new TokenIndex(new Ids(), size / 2);
        for (int from = 0; from < size; from++) {
            var until = awayBefore.get(from);
            if (before.order.waits(from) || until != null) {
                int at = order.size();
                joined[at] = before.joined[from];
                most[at] = before.most[from];
                least[at] = before.least[from];
                issuedMicros[at] = before.issuedMicros[from];
                users[at] = before.users[from];
                numbers[at] = numbersBefore[from];
                order.append(before.order.waits(from));
                index.add(at);
                isBack(at, backBefore.get(from));
                if (until != null) {
                    away.put(at, until);
                }
            }
        }
        Arrays.fill(users, order.size(), size, null);
    }
}
