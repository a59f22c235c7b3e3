package encore.http;

/** For whom {@link Bulkheads} keep places. */
public enum CallerGroup {
    HEALTH,
    OPERATOR,
    INSIDE,
    OUTSIDE
}
