package encore.reservation.status;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of a user's reservations, newest first.
 *
 * @param next the {@code after} of the next page, null at the end
 */
@Schema(name = "Reservations")
public record ReservationPage(
        List<ReservationView> reservations, @Nullable String next) {}
