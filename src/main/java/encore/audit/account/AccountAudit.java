package encore.audit.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/**
 * A point account as its own events tell it, up to an instant.
 *
 * @param balance what all its events add up to, in points
 * @param consistent whether that is what each event recorded and, now, what everybody sees
 * @param difference the first thing that is wrong, else null
 * @param lines a page of what happened, oldest first
 * @param next the {@code after} of the next page, null at the end
 */
record AccountAudit(
        UserId userId,
        Instant at,
        long balance,
        boolean consistent,
        @Nullable Difference difference,
        List<Line> lines,
        @Nullable Long next) {

    /** What an event did to the account. */
    enum Type {
        CHARGE,
        DEDUCTION,
        REFUND,
        DECLINED
    }

    /**
     * One event. Amount and balances in points.
     *
     * @param sequence its place in the account's own stream, from 0
     * @param balanceBefore what the events before it add up to
     * @param balanceAfter the same with this one
     * @param recordedBalance the balance that the event itself tells
     * @param reference the id of the charge or the payment
     * @param reservationId what the payment was for; null for a charge
     * @param seatIds the same: all seats of that reservation; none for a charge
     * @param seatId the first of them
     */
    @Schema(name = "AccountAuditLine")
    record Line(
            String eventId,
            long sequence,
            Instant at,
            Type type,
            long amount,
            long balanceBefore,
            long balanceAfter,
            long recordedBalance,
            String reference,
            @Nullable ReservationId reservationId,
            @Nullable SeatId seatId,
            List<SeatId> seatIds) {

        /** The payment it belongs to; null for a charge. */
        @JsonIgnore
        @Nullable
        PaymentId payment() {
            return type == Type.CHARGE ? null : new PaymentId(reference);
        }

        /** The same line, with what was paid for; null when that is not known. */
        Line paying(@Nullable PaymentRequested request) {
            return request == null
                    ? this
                    : new Line(
                            eventId,
                            sequence,
                            at,
                            type,
                            amount,
                            balanceBefore,
                            balanceAfter,
                            recordedBalance,
                            reference,
                            request.reservation(),
                            request.seats().getFirst(),
                            request.seats());
        }
    }

    /** What is not as it should be. */
    enum What {
        /** An event is missing, or there twice: the sequence has a gap or a repeat. */
        SEQUENCE,
        /** The balance recorded, or shown, is not what the events add up to. */
        BALANCE,
        /** More was taken than there was. */
        NEGATIVE_BALANCE,
        /** The event is somebody else's. */
        ACCOUNT,
        /** The event can't be read; nothing is known after it. */
        UNREADABLE,
        /** The read model lags so far behind that it could not be compared. */
        LATE
    }

    /**
     * The first difference.
     *
     * @param where {@code event} or {@code read model}
     * @param eventId the event it shows at, null for the read model
     * @param sequence the place of that event, null for the read model
     * @param expected what should be there: a number, or a text
     * @param found what is there
     */
    @Schema(name = "AccountAuditDifference")
    record Difference(
            String where,
            @Nullable String eventId,
            @Nullable Long sequence,
            What what,
            @Nullable Object expected,
            @Nullable Object found) {}
}
