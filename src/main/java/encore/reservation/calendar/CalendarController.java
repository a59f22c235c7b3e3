package encore.reservation.calendar;

import encore.http.Caller;
import encore.http.JsonBytes;
import encore.http.Problems;
import encore.http.Routes;
import encore.kernel.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The available dates (diagram "예약가능 날짜 조회"). */
@Tag(name = "Performances", description = "What plays when, and which seats are free")
@RestController
class CalendarController {

    private static final int LONGEST_SPAN = 366;
    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 30);

    private final Queries queries;

    CalendarController(Queries queries) {
        this.queries = queries;
    }

    /**
     * Ordered by start; those that have begun are left out.
     *
     * @param from the first day
     * @param to the last day, at most 366 after the first
     */
    @Operation(operationId = "listPerformances", summary = "Find performances between two days")
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = AvailableDates.class)))
    @GetMapping(Routes.PERFORMANCES)
    JsonBytes look(Caller caller, @RequestParam LocalDate from, @RequestParam LocalDate to) {
        if (from.isBefore(EARLIEST)) {
            throw Problems.invalid("from", "day.too-early");
        }
        if (to.isAfter(LATEST)) {
            throw Problems.invalid("to", "day.too-late");
        }
        if (to.isBefore(from)) {
            throw Problems.invalid("to", "before-from");
        }
        if (ChronoUnit.DAYS.between(from, to) > LONGEST_SPAN) {
            throw Problems.invalid("to", "span.366-days");
        }
        return queries.ask(new FindAvailableDates(from, to));
    }
}
