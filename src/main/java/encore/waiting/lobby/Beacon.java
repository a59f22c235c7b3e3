package encore.waiting.lobby;

import java.time.Instant;

/** A public source of random values, one for each round, that nobody knows before its time. */
public interface Beacon {

    /** As a proof names it. */
    String name();

    /**
     * The round that decides for a lobby closed at this time: the first one that nobody, whose
     * clock is right or not, can have known then. It depends on the time alone, so that nobody can
     * wait for a better one.
     */
    long roundFor(Instant closedAt);

    /** When a round's value becomes known. */
    Instant publishedAt(long round);

    /** Whether the beacon has said this. */
    boolean hasSaid(BeaconValue value);

    /** Whether not even the operator can know a value before its time. */
    boolean bindsTheOperator();
}
