package encore.waiting.lobby;

import java.time.Instant;

/**
 * For trying things out, without a network: a round each second, its value the hash of its number.
 * Anybody can work out any round at any time. It proves less: who does not know the secret cannot
 * choose the order, but the operator, who does, can try who else to let join until it pleases.
 */
public final class LocalBeacon implements Beacon {

    public static final String NAME = "local";

    private static final String LABEL = "encore local beacon 1";

    /** What it says in a round. */
    public static BeaconValue in(long round) {
        return new BeaconValue(round, Sha256.labelled(LABEL).number(round).hash(), "");
    }

    @Override
    public String name() {
        return NAME;
    }

    /** The next whole second's. */
    @Override
    public long roundFor(Instant closedAt) {
        return Math.max(1, closedAt.getEpochSecond() + 1);
    }

    @Override
    public Instant publishedAt(long round) {
        return Instant.ofEpochSecond(round);
    }

    @Override
    public boolean hasSaid(BeaconValue value) {
        return value.equals(in(value.round()));
    }

    @Override
    public boolean bindsTheOperator() {
        return false;
    }
}
