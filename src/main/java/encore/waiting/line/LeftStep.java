package encore.waiting.line;

/**
 * A step of {@code left} in {@code GET /line}: of all numbers from {@code servingNumber} to
 * {@code upTo}, both included, {@code count} do not wait any more.
 */
public record LeftStep(long upTo, long count) {}
