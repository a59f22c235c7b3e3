package encore.waiting.presence;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * Who is absent, at the moment of the question. Cheap to ask of a million people one by one; needs
 * no database.
 */
public final class Absent {

    static final Absent NOBODY = new Absent(Long.MIN_VALUE, null);

    private final long from;
    private final @Nullable NumberSet there;

    /**
     * @param from the first epoch of the silence
     * @param there who gave a sign
     */
    Absent(long from, @Nullable NumberSet there) {
        this.from = from;
        this.there = there;
    }

    /** Whether nobody can be absent, so that it is not worth asking of each. */
    public boolean isNobody() {
        return there == null;
    }

    /**
     * Whether this number gave no sign for too long.
     *
     * @param since when its owner came for sure: has joined, has returned, was let in
     */
    public boolean includes(int number, Instant since) {
        return there != null
                && NumberSet.holds(number)
                && Epochs.of(since) < from
                && !there.contains(number);
    }
}
