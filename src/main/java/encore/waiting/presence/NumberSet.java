package encore.waiting.presence;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A set of numbers from 1 to {@value #MOST}, a bit for each, that only grows. Any number of threads
 * add to it without a lock. It takes 4 KB, and 8 KB for each 65,536 numbers of which one is in it:
 * 132 KB for a million in a row, be they the first or not.
 */
final class NumberSet {

    static final int MOST = (1 << 26) - 1;

    private static final int PART_BITS = 16;
    private static final int PART_BYTES = (1 << PART_BITS) / Byte.SIZE;
    private static final int PARTS = (MOST >> PART_BITS) + 1;

    /** As stored: which part, and its words. */
    private static final int STORED_BYTES = Long.BYTES + PART_BYTES;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final AtomicReferenceArray<long @Nullable []> parts = new AtomicReferenceArray<>(PARTS);

    /** Whether something was added since this was taken. */
    private volatile boolean changed;

    /** Whether this number can be in a set. */
    static boolean holds(int number) {
        return number >= 1 && number <= MOST;
    }

    /** Adds a number that it holds. */
    void add(int number) {
        var part = part(number >> PART_BITS);
        if (include(part, word(number), 1L << number) && !changed) {
            changed = true;
        }
    }

    boolean contains(int number) {
        var part = parts.get(number >> PART_BITS);
        return part != null && ((long) WORD.getVolatile(part, word(number)) & 1L << number) != 0;
    }

    /** Answers whether something was added since the last time. What comes later is told then. */
    boolean takeChanged() {
        boolean was = changed;
        changed = false;
        return was;
    }

    boolean isChanged() {
        return changed;
    }

    void markChanged() {
        changed = true;
    }

    /** All numbers, deflated (RFC 1950): of each part that is not empty its place and its bits, in
     * words of 8 bytes, the least first. */
    byte[] toBytes() {
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            var all = new ByteArrayOutputStream();
            var out = new byte[PART_BYTES];
            for (int i = 0; i < PARTS; i++) {
                var part = parts.get(i);
                if (part != null) {
                    deflater.setInput(bytes(i, part));
                    drain(deflater, out, all);
                }
            }
            deflater.finish();
            drain(deflater, out, all);
            return all.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] bytes(int place, long[] part) {
        var bytes = ByteBuffer.allocate(STORED_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(place);
        for (int i = 0; i < part.length; i++) {
            bytes.putLong((long) WORD.getVolatile(part, i));
        }
        return bytes.array();
    }

    private static void drain(Deflater deflater, byte[] out, ByteArrayOutputStream all) {
        for (int n = deflater.deflate(out); n > 0; n = deflater.deflate(out)) {
            all.write(out, 0, n);
        }
    }

    /**
     * Adds all numbers of another set; that alone is no change.
     *
     * @param bytes as {@link #toBytes()} has given them; none for an empty set
     * @throws IllegalArgumentException when they are others
     */
    void addAll(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            var in = new byte[STORED_BYTES];
            while (fill(in, inflater)) {
                addPart(ByteBuffer.wrap(in).order(ByteOrder.LITTLE_ENDIAN));
            }
        } catch (DataFormatException e) {
            throw new IllegalArgumentException("this is no set of numbers", e);
        } finally {
            inflater.end();
        }
    }

    /** Answers whether there was another part. */
    private static boolean fill(byte[] in, Inflater inflater) throws DataFormatException {
        int filled = 0;
        while (filled < in.length && !inflater.finished()) {
            int n = inflater.inflate(in, filled, in.length - filled);
            if (n == 0 && !inflater.finished()) {
                throw new DataFormatException("cut off");
            }
            filled += n;
        }
        if (filled % in.length != 0) {
            throw new DataFormatException("half a part");
        }
        return filled > 0;
    }

    private void addPart(ByteBuffer stored) throws DataFormatException {
        long place = stored.getLong();
        if (place < 0 || place >= PARTS) {
            throw new DataFormatException("no such part");
        }
        var part = part((int) place);
        for (int i = 0; i < part.length; i++) {
            long bits = stored.getLong();
            if (bits != 0) {
                include(part, i, bits);
            }
        }
    }

    /** Answers whether one of them was not there. */
    private static boolean include(long[] part, int word, long bits) {
        return ((long) WORD.getVolatile(part, word) & bits) != bits
                && ((long) WORD.getAndBitwiseOr(part, word, bits) & bits) != bits;
    }

    private long[] part(int i) {
        var part = parts.get(i);
        if (part != null) {
            return part;
        }
        var made = new long[PART_BYTES / Long.BYTES];
        var other = parts.compareAndExchange(i, null, made);
        return other == null ? made : other;
    }

    private static int word(int number) {
        return (number & (1 << PART_BITS) - 1) >> 6;
    }
}
