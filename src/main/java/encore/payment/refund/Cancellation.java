package encore.payment.refund;

import io.swagger.v3.oas.annotations.media.Schema;

import java.time.Instant;
import java.util.List;

/**
 * How far a cancelled performance is refunded.
 *
 * @param state COMPLETED when all points and seats are given back, and no payment is under way
 * @param refundsDone how many of its reservations are refunded, those from before it was cancelled
 *     as well
 * @param refundsTotal how many are, or are to be
 * @param paymentsUnderWay each ends first, and is refunded then if it was paid
 * @param failed at most 100 that could not be refunded so far; they are tried again
 * @param by who has cancelled it, why, and when
 */
record Cancellation(
        String performanceId,
        State state,
        long refundsDone,
        long refundsTotal,
        long paymentsUnderWay,
        List<Failed> failed,
        String by,
        String reason,
        Instant at) {

    enum State {
        RUNNING,
        COMPLETED
    }

    /**
     * One that could not be refunded so far.
     *
     * @param error why, the last time
     */
    @Schema(name = "FailedRefund")
    record Failed(String reservationId, String error) {}
}
