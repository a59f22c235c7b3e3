package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.Price;
import encore.concert.SectionName;
import encore.http.Problems;
import encore.reservation.hall.Wanted;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which seats to reserve: one, several by hand, or the best of a performance that are there.
 *
 * @param seatId one seat
 * @param seatIds several seats of one performance, 1 to 8
 * @param performanceId whose best seats to choose
 * @param count how many of the best, 1 to 8
 * @param section of the best, only those of this section
 * @param maxPrice of the best, only those that cost so many points at most, each
 */
record ReservationRequest(
        @Nullable SeatId seatId,

        @Nullable @Size(min = 1, max = ReservationCommand.MOST_SEATS)
        List<@NotNull SeatId> seatIds,

        @Nullable PerformanceId performanceId,

        @Nullable @Min(1) @Max(ReservationCommand.MOST_SEATS)
        Integer count,

        @Nullable SectionName section,
        @Nullable Price maxPrice) {

    /** The best seats of a performance. */
    record WantedSeats(PerformanceId performance, Wanted seats) {}

    /** The seats that are named; null when the best are wanted. */
    @Nullable
    List<SeatId> chosenByHand() {
        if (Stream.of(seatId != null, seatIds != null, performanceId != null)
                        .filter(way -> way)
                        .count()
                != 1) {
            throw Problems.invalid("seatId", "one-way-to-choose");
        }
        if (performanceId != null) {
            return null;
        }
        refuseBeside("count", count);
        refuseBeside("section", section);
        refuseBeside("maxPrice", maxPrice);
        return seatIds != null ? seatIds : Stream.ofNullable(seatId).toList();
    }

    private static void refuseBeside(String field, @Nullable Object value) {
        if (value != null) {
            throw Problems.invalid(field, "one-way-to-choose");
        }
    }

    /** What is wanted, when no seat is named. */
    WantedSeats wanted() {
        if (performanceId == null || count == null) {
            throw Problems.invalid("count", "missing");
        }
        return new WantedSeats(
                performanceId,
                new Wanted(
                        count,
                        section == null ? null : section.value(),
                        maxPrice == null ? null : maxPrice.points()));
    }
}
