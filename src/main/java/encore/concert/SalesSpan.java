package encore.concert;

import encore.kernel.InvalidValue;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * When the seats of a performance are sold, and until when a buyer may give them back.
 *
 * @param opensAt null for at once
 * @param closesAt null for when the performance begins
 * @param refundableUntil null for never
 */
record SalesSpan(
        @Nullable Instant opensAt,
        @Nullable Instant closesAt,
        @Nullable Instant refundableUntil) {

    static final SalesSpan NOT_SAID = new SalesSpan(null, null, null);

    /**
     * Fits a performance that begins then.
     *
     * @throws InvalidValue when sales open once it begins, or close before they open, or refunds
     *     end after the start
     */
    void mustFit(Instant startsAt) {
        if (opensAt != null && !opensAt.isBefore(startsAt)) {
            throw new InvalidValue("salesOpenAt", "unfit.sales-open");
        }
        if (opensAt != null && closesAt != null && !closesAt.isAfter(opensAt)) {
            throw new InvalidValue("salesCloseAt", "unfit.sales-close");
        }
        if (refundableUntil != null && refundableUntil.isAfter(startsAt)) {
            throw new InvalidValue("refundableUntil", "unfit.refundable");
        }
    }
}
