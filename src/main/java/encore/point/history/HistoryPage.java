package encore.point.history;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A page of point history (포인트 이력).
 *
 * @param next the {@code after} of the next page, null at the end
 */
@Schema(name = "PointHistory")
public record HistoryPage(List<Entry> entries, @Nullable Long next) {

    /** What an entry did. */
    public enum Type {
        CHARGE,
        DEDUCTION,
        REFUND
    }

    /**
     * One line of it.
     *
     * @param balance the one after this line
     * @param reference the id of the charge or the payment
     */
    @Schema(name = "PointHistoryEntry")
    public record Entry(Type type, long amount, long balance, String reference, Instant at) {}
}
