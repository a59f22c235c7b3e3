package encore.waiting.line;

import encore.kernel.Query;
import encore.kernel.TokenId;

/** What shows this token's place? Refused with TOKEN_INVALID for one never issued. */
public record FindReceipt(TokenId token) implements Query<Receipt> {}
