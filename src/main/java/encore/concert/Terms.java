package encore.concert;

import encore.kernel.LineName;
import encore.kernel.Refused;
import encore.kernel.Words;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * What holds now of a performance, for those who sell its seats.
 *
 * @param salesOpenAt null when they are sold as soon as they are announced
 * @param salesCloseAt null when they are sold until the performance begins
 * @param refundableUntil until when a buyer may give seats back; null for never
 * @param line whose tokens let in to it
 */
public record Terms(
        PerformanceId performance,
        Instant startsAt,
        @Nullable Instant salesOpenAt,
        @Nullable Instant salesCloseAt,
        @Nullable Instant refundableUntil,
        PerformanceStatus status,
        LineName line) {

    public Terms {
        Words.complete(performance, startsAt, status, line);
    }

    /** Of the default line. */
    public Terms(
            PerformanceId performance,
            Instant startsAt,
            @Nullable Instant salesOpenAt,
            @Nullable Instant salesCloseAt,
            @Nullable Instant refundableUntil,
            PerformanceStatus status) {
        this(
                performance,
                startsAt,
                salesOpenAt,
                salesCloseAt,
                refundableUntil,
                status,
                LineName.DEFAULT);
    }

    public boolean isCancelled() {
        return status == PerformanceStatus.CANCELLED;
    }

    public boolean hasBegunAt(Instant now) {
        return !now.isBefore(startsAt);
    }

    /** Whether the operator lets its seats be sold now; whether it has begun is another matter. */
    public boolean isOnSaleAt(Instant now) {
        return status == PerformanceStatus.OPEN
                && (salesOpenAt == null || !now.isBefore(salesOpenAt))
                && (salesCloseAt == null || now.isBefore(salesCloseAt));
    }

    /** Whether a buyer may give seats back now. */
    public boolean isRefundableAt(Instant now) {
        return refundableUntil != null && now.isBefore(refundableUntil);
    }

    /**
     * Its seats may be sold now.
     *
     * @throws Refused with PERFORMANCE_CANCELLED or SALES_CLOSED when they may not
     */
    public void mustBeOnSaleAt(Instant now) {
        if (isCancelled()) {
            throw new Refused(PerformanceRefusal.PERFORMANCE_CANCELLED);
        }
        if (!isOnSaleAt(now)) {
            throw new Refused(PerformanceRefusal.SALES_CLOSED);
        }
    }
}
