package encore.reservation.status;

import encore.kernel.Query;
import encore.kernel.UserId;
import encore.reservation.ReservationId;

import org.jspecify.annotations.Nullable;

/**
 * A user's reservations, newest first.
 *
 * @param status only those that stand so; null for all
 * @param after only those opened before this one; null for the first page
 */
public record FindReservations(
        UserId user,
        ReservationView.@Nullable Status status,
        int limit,
        @Nullable ReservationId after)
        implements Query<ReservationPage> {}
