package encore.waiting.price;

import java.time.Instant;

/**
 * What a client is to solve before it joins. It is for one line and any user; the solution is for
 * one user.
 *
 * @param challenge to be sent back as it is
 * @param difficulty how many bits at the front of the hash must be zero
 * @param expiresAt from then on it is refused
 */
public record Challenge(String challenge, int difficulty, Instant expiresAt) {}
