package encore.audit.seal;

import java.time.Instant;

/**
 * Says what a range of events was when it was sealed. The digest covers every stored byte of them
 * and the digest of the seal before, so one seal kept elsewhere vouches for all that came before.
 *
 * @param number from 1, without gaps
 * @param digest SHA-256, in hexadecimal
 */
public record Seal(
        long number,
        long firstPosition,
        long lastPosition,
        long events,
        String digest,
        Instant sealedAt) {

    /** What the first seal follows. */
    static final Seal NONE = new Seal(0, 0, 0, 0, "", Instant.EPOCH);

    boolean follows(Seal previous) {
        return number == previous.number + 1 && firstPosition == previous.lastPosition + 1;
    }
}
