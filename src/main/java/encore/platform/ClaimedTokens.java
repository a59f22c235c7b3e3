package encore.platform;

import encore.kernel.view.LiveTables;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;

import java.util.function.Supplier;

/** The positions of the processors; tells the tables kept in memory which claims this node has. */
class ClaimedTokens extends JdbcTokenStore {

    private final LiveTables tables;

    ClaimedTokens(Builder builder, LiveTables tables) {
        super(builder);
        this.tables = tables;
    }

    @Override
    public TrackingToken fetchToken(String processor, int segment) {
        return claim(processor, () -> super.fetchToken(processor, segment));
    }

    @Override
    public TrackingToken fetchToken(String processor, Segment segment) {
        return claim(processor, () -> super.fetchToken(processor, segment));
    }

    @Override
    public void storeToken(TrackingToken token, String processor, int segment) {
        claim(processor, () -> {
            super.storeToken(token, processor, segment);
            return token;
        });
    }

    @Override
    public void releaseClaim(String processor, int segment) {
        tables.lost(processor);
        super.releaseClaim(processor, segment);
    }

    private TrackingToken claim(String processor, Supplier<TrackingToken> claim) {
        long before = System.nanoTime();
        try {
            var token = claim.get();
            tables.renewed(processor, before);
            return token;
        } catch (UnableToClaimTokenException e) {
            tables.lost(processor);
            throw e;
        }
    }
}
