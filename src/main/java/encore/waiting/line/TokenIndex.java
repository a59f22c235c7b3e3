package encore.waiting.line;

import java.util.Arrays;
import java.util.UUID;
import java.util.function.IntUnaryOperator;

/**
 * At which index somebody stands, by token: a hash table with linear probing over what an array
 * elsewhere keeps, so that a million people take no object each. It grows only, and is made anew
 * when people are left out.
 */
final class TokenIndex {

    private static final int FREE = -1;

    private int[] slots;
    private int size;

    /** Says whether the token at an index is this one, and how its id is spread. */
    interface Tokens {

        boolean isAt(int index, UUID token);

        int hashAt(int index);
    }

    private final Tokens tokens;

    TokenIndex(Tokens tokens, int expected) {
        this.tokens = tokens;
        this.slots = new int[Math.max(1024, Integer.highestOneBit(Math.max(1, expected)) * 4)];
        Arrays.fill(slots, FREE);
    }

    /** The index of the token; negative when it is not here. */
    int find(UUID token) {
        int slot = first(hash(token), index -> tokens.isAt(index, token) ? 1 : 0);
        return slots[slot];
    }

    /** The token at this index is there from now on; it must be new. */
    void add(int index) {
        if (size * 2 >= slots.length) {
            grow();
        }
        put(index);
        size++;
    }

    private void put(int index) {
        slots[first(tokens.hashAt(index), other -> 0)] = index;
    }

    /** The first slot that is free, or that is asked for. */
    private int first(int hash, IntUnaryOperator isIt) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != FREE && isIt.applyAsInt(slots[slot]) == 0) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var before = slots;
        slots = new int[before.length * 2];
        Arrays.fill(slots, FREE);
        for (int index : before) {
            if (index != FREE) {
                put(index);
            }
        }
    }

    static int hash(UUID token) {
        return hash(token.getMostSignificantBits(), token.getLeastSignificantBits());
    }

    static int hash(long most, long least) {
        long mixed = (most ^ Long.rotateLeft(least, 32)) * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
