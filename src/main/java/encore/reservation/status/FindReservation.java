package encore.reservation.status;

import encore.kernel.Query;
import encore.reservation.ReservationId;

/** One reservation. Refused with RESERVATION_NOT_FOUND for an unknown one. */
public record FindReservation(ReservationId reservation) implements Query<ReservationView> {}
