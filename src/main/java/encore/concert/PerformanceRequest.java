package encore.concert;

import com.fasterxml.jackson.annotation.JsonCreator;
import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.kernel.InvalidValue;
import encore.kernel.Words;
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

/**
 * What plays where and when, and which seats there are.
 *
 * @param salesOpenAt when its seats are sold from; at once when left out
 * @param salesCloseAt until when they are sold; until it begins when left out
 * @param refundableUntil until when a buyer may give seats back; never when left out
 */
record PerformanceRequest(
        @NotNull Title title,
        @NotNull Venue venue,
        @NotNull Instant startsAt,

        @NotEmpty @Size(max = SchedulePerformance.MOST_SECTIONS)
        List<@NotNull @Valid SectionRequest> sections,

        @Nullable Instant salesOpenAt,
        @Nullable Instant salesCloseAt,
        @Nullable Instant refundableUntil) {

    /**
     * A block of rows at one price.
     *
     * @param rows how many equal rows, or each row as it is
     * @param seatsPerRow how many seats in each of the equal rows; left out when each is told
     * @param price in points; 0 for a free performance
     */
    @Schema(name = "Section")
    record SectionRequest(
            @NotNull SectionName name,
            @NotNull RowsRequest rows,
            @Nullable @Min(1) @Max(Section.MOST) Integer seatsPerRow,
            @NotNull Price price) {

        SectionRequest {
            if (rows != null && (rows.each() == null) != (seatsPerRow != null)) {
                throw new InvalidValue("unfit.seats-per-row");
            }
        }

        private Section section() {
            var each = rows.each();
            return each != null
                    ? Section.of(name, price, each)
                    : new Section(name, rows.count(), seatsPerRow == null ? 0 : seatsPerRow, price);
        }
    }

    /** How many rows, or each of them. */
    @Schema(oneOf = {Integer.class, HallRow[].class})
    record RowsRequest(
            @Schema(hidden = true) int count,
            @Schema(hidden = true) @Nullable List<HallRow> each) {

        RowsRequest {
            Words.number(count, 1, Section.MOST, "unfit.rows");
            if (each != null) {
                Words.complete(each.toArray());
            }
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static RowsRequest of(int count) {
            return new RowsRequest(count, null);
        }

        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static RowsRequest of(List<HallRow> each) {
            return new RowsRequest(each.size(), each);
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
                refundableUntil);
    }
}
