package encore.concert.programme;

import encore.concert.PerformanceStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/**
 * A performance as it stands now.
 *
 * @param date the day at the venue
 * @param availableSeats the seats neither held nor sold now
 * @param salesOpenAt null when its seats are sold as soon as they are announced
 * @param salesCloseAt null when they are sold until it begins
 * @param refundableUntil until when a buyer may give seats back; null for never
 * @param cancelledFor why it is cancelled; null when it is not
 * @param line whose tokens let in to it
 */
@Schema(name = "AnnouncedPerformance")
public record AnnouncedPerformance(
        String performanceId,
        String title,
        String venue,
        Instant startsAt,
        LocalDate date,
        long totalSeats,
        long availableSeats,
        @Nullable Instant salesOpenAt,
        @Nullable Instant salesCloseAt,
        @Nullable Instant refundableUntil,
        PerformanceStatus status,
        @Nullable String cancelledFor,
        String line) {}
