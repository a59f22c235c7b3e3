package encore.waiting.line;

import encore.kernel.TokenId;
import encore.kernel.UserId;

/**
 * Somebody who can be let in.
 *
 * @param number in the line, see {@link Place}
 */
public record Candidate(UserId user, TokenId token, int number) {}
