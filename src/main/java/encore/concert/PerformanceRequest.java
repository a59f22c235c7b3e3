package encore.concert;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.kernel.InvalidValue;
import encore.kernel.LineName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * What plays where and when, and which seats there are.
 *
 * @param salesOpenAt when its seats are sold from; at once when left out
 * @param salesCloseAt until when they are sold; until it begins when left out
 * @param refundableUntil until when a buyer may give seats back; never when left out
 * @param line whose tokens let in to it; the default line's when left out
 */
record PerformanceRequest(
        @NotNull Title title,
        @NotNull Venue venue,
        @NotNull Instant startsAt,

        @NotEmpty @Size(max = SchedulePerformance.MOST_SECTIONS)
        List<@NotNull @Valid SectionRequest> sections,

        @Nullable Instant salesOpenAt,
        @Nullable Instant salesCloseAt,
        @Nullable Instant refundableUntil,
        @Nullable LineName line) {

    /**
     * A block of rows at one price: equal ones, or each as it is.
     *
     * @param rows how many equal rows
     * @param seatsPerRow how many seats in each of them
     * @param layout each row as it is, with gaps, a name, a place on the drawing
     * @param price in points; 0 for a free performance
     */
    @Schema(name = "Section")
    record SectionRequest(
            @NotNull SectionName name,
            @Nullable @Min(1) @Max(Section.MOST) Integer rows,
            @Nullable @Min(1) @Max(Section.MOST) Integer seatsPerRow,

            @Nullable @Size(min = 1, max = Section.MOST) List<@NotNull HallRow> layout,

            @NotNull Price price) {

        SectionRequest {
            if ((rows == null) != (seatsPerRow == null) || (rows == null) == (layout == null)) {
                throw new InvalidValue("unfit.layout");
            }
        }

        private Section section() {
            return layout != null
                    ? Section.of(name, price, layout)
                    : new Section(
                            name,
                            Objects.requireNonNull(rows),
                            Objects.requireNonNull(seatsPerRow),
                            price);
        }
    }

    SchedulePerformance command(PerformanceId performance, ZoneId zone) {
        return new SchedulePerformance(
                performance,
                title,
                venue,
                startsAt,
                zone,
                sections.stream().map(SectionRequest::section).toList(),
                salesOpenAt,
                salesCloseAt,
                refundableUntil,
                line);
    }
}
