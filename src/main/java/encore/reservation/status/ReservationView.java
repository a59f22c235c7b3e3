package encore.reservation.status;

import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.SeatId;
import encore.reservation.seatmap.SeatPlace;
import io.swagger.v3.oas.annotations.media.Schema;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * A reservation as its owner sees it; prices in points.
 *
 * @param seatId of the first seat
 * @param price of all seats
 */
@Schema(name = "Reservation")
public record ReservationView(
        String reservationId,
        String userId,
        String performanceId,
        String seatId,
        List<Seat> seats,
        long price,
        Status status,
        Instant holdExpiresAt) {

    /** One of its seats. */
    @Schema(name = "ReservedSeat")
    public record Seat(
            String seatId, String section, int row, String rowLabel, int number, long price) {

        static Seat of(ReservedSeat seat, SeatPlace place) {
            return new Seat(
                    seat.seat().value(),
                    place.section(),
                    place.row(),
                    place.rowLabel(),
                    place.number(),
                    seat.price());
        }
    }

    /** 대기, 결제 중, 완료, 취소; expired, when it was not paid in time; or given back after it was paid. */
    public enum Status {
        PENDING,
        PAYING,
        PAID,
        CANCELLED,
        EXPIRED,
        REFUNDED
    }

    /** A reservation that was opened just now. */
    public static ReservationView of(ReservationOpened e, Function<SeatId, SeatPlace> places) {
        return new ReservationView(
                e.reservation().value(),
                e.user().value(),
                e.performance().value(),
                e.seats().getFirst().seat().value(),
                e.seats().stream()
                        .map(seat -> Seat.of(seat, places.apply(seat.seat())))
                        .toList(),
                e.price(),
                Status.PENDING,
                e.holdUntil());
    }
}
