package encore.http;

import encore.kernel.Refusal;
import encore.kernel.TokenId;

import java.util.Set;

/** What stands before every call that takes a {@link Caller}. */
public interface Gatekeeper {

    /**
     * How it turns somebody away.
     *
     * @param inAnyState whether a token in any state will do, see {@link InAnyState}
     */
    Set<Refusal> refusals(boolean inAnyState);

    /** Whether a token that was let in still would be. */
    boolean isInside(TokenId token);
}
