package encore.reservation.calendar;

import io.swagger.v3.oas.annotations.media.Schema;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The performances one can still go to, by start. */
@Schema(name = "Performances")
public record AvailableDates(List<AvailableDate> performances) {

    /**
     * One of them.
     *
     * @param date the day at the venue
     * @param availableSeats the seats neither held nor sold now
     */
    @Schema(name = "Performance")
    public record AvailableDate(
            String performanceId,
            String title,
            String venue,
            Instant startsAt,
            LocalDate date,
            long totalSeats,
            long availableSeats) {}
}
