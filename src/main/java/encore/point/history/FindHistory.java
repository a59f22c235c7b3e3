package encore.point.history;

import encore.kernel.Query;
import encore.kernel.UserId;

/**
 * A page of a user's point history, newest first.
 *
 * @param limit 1 to 100 entries
 * @param after the {@code next} of the page before, or null for the first one
 */
public record FindHistory(UserId user, int limit, Long after) implements Query<HistoryPage> {}
