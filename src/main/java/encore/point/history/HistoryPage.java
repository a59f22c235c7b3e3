package encore.point.history;

import java.time.Instant;
import java.util.List;

/**
 * A page of point history (포인트 이력).
 *
 * @param next the {@code after} of the next page, null at the end
 */
public record HistoryPage(List<Entry> entries, Long next) {

    /** What an entry did. */
    public enum Type { CHARGE, DEDUCTION, REFUND }

    /**
     * One line of it.
     *
     * @param balance the one after this line
     * @param reference the id of the charge or the payment
     */
    public record Entry(Type type, long amount, long balance, String reference, Instant at) {}
}
