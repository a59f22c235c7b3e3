package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Those who have joined one line and may still come in, one behind the other, in arrays: a million
 * take less than a hundred bytes each. Their order is that of joining, and for those of a lobby
 * what was drawn; their numbers grow with it and stay when others leave.
 */
final class People {

    private static final int AT_FIRST = 64;

    /** Fewer are not worth the effort. */
    private static final int LEFT_OUT_FROM = 1_024;

    private final LineName line;
    private long[] joined = new long[AT_FIRST];
    private long[] most = new long[AT_FIRST];
    private long[] least = new long[AT_FIRST];
    private long[] issuedMicros = new long[AT_FIRST];
    private int[] numbers = new int[AT_FIRST];
    private int[] joinNumbers = new int[AT_FIRST];
    private byte[][] users = new byte[AT_FIRST][];

    /** Who does not wait now may come back; all others are left out some time. */
    private final Returns returns = new Returns();

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
    void join(PlaceRow row) {
        int at = order.size();
        if (at == joined.length) {
            grow();
        }
        var id = idOf(new TokenId(row.tokenId));
        joined[at] = row.joined;
        most[at] = id.getMostSignificantBits();
        least[at] = id.getLeastSignificantBits();
        issuedMicros[at] = micros(row.issuedAt);
        users[at] = row.userId.getBytes(StandardCharsets.US_ASCII);
        lastNumber++;
        numbers[at] = lastNumber;
        joinNumbers[at] = lastNumber;
        order.append(row.isWaiting());
        index.add(at);
    }

    private void grow() {
        int more = joined.length * 2;
        joined = Arrays.copyOf(joined, more);
        most = Arrays.copyOf(most, more);
        least = Arrays.copyOf(least, more);
        issuedMicros = Arrays.copyOf(issuedMicros, more);
        numbers = Arrays.copyOf(numbers, more);
        joinNumbers = Arrays.copyOf(joinNumbers, more);
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

    /**
     * May come back.
     *
     * @param since the position of the event by which this one stopped waiting
     */
    void isAway(int at, Instant until, @Nullable Long since) {
        returns.isAway(at, until, since);
    }

    /** Since which event somebody is away; null for who is not. */
    @Nullable
    Long awaySince(int at) {
        return returns.awaySince(at);
    }

    /** Null for who never was away. */
    void isBack(int at, @Nullable Instant since) {
        returns.isBack(at, since);
    }

    /** Since when somebody who waits does. */
    Instant waitsSince(int at) {
        var back = returns.backSince(at);
        return back == null ? issuedAt(at) : back;
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
     * Gives some another order: who has the rank {@code k} gets the k-th smallest number of joining
     * of them all. All others have that of their own joining again.
     *
     * @param members by index, in the order of joining
     * @param ranks of each, from 0
     */
    void shuffle(int[] members, int[] ranks) {
        int[] drawn = joinNumbers.clone();
        for (int n = 0; n < members.length; n++) {
            drawn[members[n]] = joinNumbers[members[ranks[n]]];
        }
        numbers = drawn;
        arrange(IntStream.range(0, order.size())
                .mapToLong(at -> (long) drawn[at] << Integer.SIZE | at)
                .sorted()
                .mapToInt(entry -> (int) entry)
                .toArray());
    }

    /** All have the order and the numbers of joining again. */
    void unshuffle() {
        shuffle(new int[0], new int[0]);
    }

    /** By index, those of whom this is true, in the order of joining. */
    int[] inOrderOfJoining(IntPredicate which) {
        return IntStream.range(0, order.size())
                .filter(which)
                .mapToLong(at -> (long) joinNumbers[at] << Integer.SIZE | at)
                .sorted()
                .mapToInt(entry -> (int) entry)
                .toArray();
    }

    /** Leaves those out who will not come in any more, if they are many. */
    void leaveOutWhoIsGone(Instant now) {
        returns.forgetWhoIsLate(now);
        if (order.size() > LEFT_OUT_FROM
                && (order.waiting() + returns.away()) * 2 <= order.size()) {
            arrange(IntStream.range(0, order.size())
                    .filter(at -> order.waits(at) || returns.mayComeBack(at))
                    .toArray());
        }
    }

    /** Now those stand one behind the other who were at these indexes. */
    private void arrange(int[] from) {
        joined = arranged(joined, from);
        most = arranged(most, from);
        least = arranged(least, from);
        issuedMicros = arranged(issuedMicros, from);
        numbers = arranged(numbers, from);
        joinNumbers = arranged(joinNumbers, from);
        var usersBefore = users;
        users = new byte[joined.length][];
        var before = order;
        order = new WaitingOrder();
        index = new TokenIndex(new Ids(), from.length);
        returns.arrange(from);
        for (int at = 0; at < from.length; at++) {
            users[at] = usersBefore[from[at]];
            order.append(before.waits(from[at]));
            index.add(at);
        }
    }

    private static long[] arranged(long[] before, int[] from) {
        var after = new long[Math.max(AT_FIRST, from.length)];
        for (int at = 0; at < from.length; at++) {
            after[at] = before[from[at]];
        }
        return after;
    }

    private static int[] arranged(int[] before, int[] from) {
        var after = new int[Math.max(AT_FIRST, from.length)];
        for (int at = 0; at < from.length; at++) {
            after[at] = before[from[at]];
        }
        return after;
    }
}
