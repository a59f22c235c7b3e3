package encore.waiting.line;

import encore.kernel.Query;
import encore.kernel.TokenId;

/**
 * Where is this token now? Refused with TOKEN_INVALID for a token this store has never issued.
 */
public record FindPlace(TokenId token) implements Query<Place> {}
