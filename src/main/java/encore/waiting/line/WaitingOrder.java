package encore.waiting.line;

import java.util.Arrays;

/**
 * Who waits, of all that stand one behind the other. Anybody's place is told in logarithmic time,
 * however many there are: by a binary indexed tree (Fenwick, 1994), with a one for each who waits.
 */
final class WaitingOrder {

    private int[] tree = new int[1];
    private boolean[] waits = new boolean[0];
    private int size;
    private int waiting;

    /** One more, behind all others. */
    void append(boolean nowWaits) {
        if (size == waits.length) {
            int more = Math.max(1024, size * 2);
            waits = Arrays.copyOf(waits, more);
            tree = Arrays.copyOf(tree, more + 1);
        }
        waits[size] = nowWaits;
        size++;
        int one = nowWaits ? 1 : 0;
        waiting += one;
        tree[size] = one + countBefore(size - 1) - countBefore(size - Integer.lowestOneBit(size));
    }

    /** From now on the one at this index waits, or does not. */
    void set(int index, boolean nowWaits) {
        if (waits[index] == nowWaits) {
            return;
        }
        waits[index] = nowWaits;
        int difference = nowWaits ? 1 : -1;
        waiting += difference;
        for (int node = index + 1; node <= size; node += Integer.lowestOneBit(node)) {
            tree[node] += difference;
        }
    }

    boolean waits(int index) {
        return waits[index];
    }

    /** How many wait before this index. */
    int countBefore(int index) {
        int sum = 0;
        for (int node = index; node > 0; node -= Integer.lowestOneBit(node)) {
            sum += tree[node];
        }
        return sum;
    }

    /** The index of the one who waits with so many before; the size, when there is none. */
    int indexOf(int before) {
        if (before >= waiting) {
            return size;
        }
        int index = 0;
        int left = before;
        for (int step = Integer.highestOneBit(size); step > 0; step >>= 1) {
            if (index + step <= size && tree[index + step] <= left) {
                index += step;
                left -= tree[index];
            }
        }
        return index;
    }

    /** How many wait. */
    int waiting() {
        return waiting;
    }

    /** How many there are, those who do not wait any more as well. */
    int size() {
        return size;
    }
}
