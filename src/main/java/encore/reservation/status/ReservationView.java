package encore.reservation.status;

import encore.reservation.ReservationEvent.ReservationOpened;
import io.swagger.v3.oas.annotations.media.Schema;

import java.time.Instant;

/** A reservation as its owner sees it; price in points. */
@Schema(name = "Reservation")
public record ReservationView(
        String reservationId,
        String userId,
        String performanceId,
        String seatId,
        long price,
        Status status,
        Instant holdExpiresAt) {

    /** 대기, 완료, 취소; or expired, when it was not paid in time. */
    public enum Status {
        PENDING,
        PAID,
        CANCELLED,
        EXPIRED
    }

    /** A reservation that was opened just now. */
    public static ReservationView of(ReservationOpened e) {
        return new ReservationView(
                e.reservation().value(),
                e.user().value(),
                e.performance().value(),
                e.seat().value(),
                e.price(),
                Status.PENDING,
                e.holdUntil());
    }
}
