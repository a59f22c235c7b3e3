package encore.http;

import com.github.f4b6a3.uuid.UuidCreator;

import java.util.UUID;

/**
 * The id of what a request is about to make. Ids are minted here at the edge, never in an
 * aggregate, so that the same history always gives the same state. A request sent twice under one
 * idempotency key has one id, however often it is tried: that is what makes a second try harmless.
 *
 * @param wasTriedBefore whether an earlier try may have made something under this id
 */
public record NewId(UUID uuid, boolean wasTriedBefore) {

    /** The request attribute that it is left in. */
    public static final String ATTRIBUTE = NewId.class.getName();

    /**
     * Ids grow with time (UUID version 7, RFC 9562), which keeps the event store's index compact.
     */
    public static NewId mint() {
        return new NewId(UuidCreator.getTimeOrderedEpoch(), false);
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
