package encore.waiting.line;

import java.util.Arrays;

/**
 * Where in the line those who wait have joined. Anybody's place is told in logarithmic time,
 * however many wait: by a binary indexed tree (Fenwick, 1994) over all in the order of joining,
 * with a one for each who still waits.
 */
final class WaitingOrder {

    private static final int AT_FIRST = 1024;

    private long[] joined = new long[AT_FIRST];
    private boolean[] waits = new boolean[AT_FIRST];
    private int[] tree = new int[AT_FIRST + 1];
    private int size;
    private int waiting;

    /** Adds somebody; who is there already stays once. Newcomers join behind all others. */
    void add(long position) {
        if (size == 0 || position > joined[size - 1]) {
            append(position);
        } else {
            set(indexOf(position), true);
        }
    }

    /** Takes somebody out; who is not there is no error. */
    void remove(long position) {
        set(indexOf(position), false);
        if (size > AT_FIRST && waiting < size / 2) {
            forgetWhoLeft();
        }
    }

    /** How many of those who wait joined before this position. */
    int countBefore(long position) {
        int index = Arrays.binarySearch(joined, 0, size, position);
        return sum(index >= 0 ? index : -index - 1);
    }

    private int indexOf(long position) {
        return Arrays.binarySearch(joined, 0, size, position);
    }

    private void append(long position) {
        if (size == joined.length) {
            joined = Arrays.copyOf(joined, size * 2);
            waits = Arrays.copyOf(waits, size * 2);
            tree = Arrays.copyOf(tree, size * 2 + 1);
        }
        joined[size] = position;
        waits[size] = true;
        size++;
        waiting++;
        tree[size] = 1 + sum(size - 1) - sum(size - Integer.lowestOneBit(size));
    }

    private void set(int index, boolean now) {
        if (index < 0 || waits[index] == now) {
            return;
        }
        waits[index] = now;
        int difference = now ? 1 : -1;
        waiting += difference;
        for (int node = index + 1; node <= size; node += Integer.lowestOneBit(node)) {
            tree[node] += difference;
        }
    }

    /** Over the first ones, up to a number. */
    private int sum(int first) {
        int sum = 0;
        for (int node = first; node > 0; node -= Integer.lowestOneBit(node)) {
            sum += tree[node];
        }
        return sum;
    }

    private void forgetWhoLeft() {
        var all = joined;
        var stayed = waits;
        int before = size;
        size = 0;
        waiting = 0;
        joined = new long[all.length];
        waits = new boolean[all.length];
        tree = new int[all.length + 1];
        for (int i = 0; i < before; i++) {
            if (stayed[i]) {
                append(all[i]);
            }
        }
    }
}
