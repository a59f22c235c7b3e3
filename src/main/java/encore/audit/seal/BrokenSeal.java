package encore.audit.seal;

import org.jspecify.annotations.Nullable;

/**
 * Something sealed that is not what it was.
 *
 * @param rule the stable name of what was broken
 * @param message the same in a sentence
 * @param seal the seal that does not fit; null when it is gone
 */
public record BrokenSeal(
        String rule, String message, @Nullable Seal seal) {}
