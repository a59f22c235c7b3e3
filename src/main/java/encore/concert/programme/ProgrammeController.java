package encore.concert.programme;

import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.http.Caller;
import encore.http.OperatorOnly;
import encore.http.OrOperator;
import encore.http.Problems;
import encore.http.Routes;
import encore.kernel.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.LocalDate;

import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;

/** Shows performances as they stand: one to anybody inside, all to the operator. */
@Tag(name = "Performances")
@RestController
class ProgrammeController {

    private static final LocalDate EARLIEST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 30);

    private final Queries queries;

    ProgrammeController(Queries queries) {
        this.queries = queries;
    }

    /** With its sections, its prices, and when its seats are sold. */
    @Operation(operationId = "showPerformance", summary = "See a performance and its hall")
    @PerformanceRefusal.Possible(PERFORMANCE_NOT_FOUND)
    @GetMapping(Routes.PERFORMANCES + "/{id}")
    PerformanceDetails look(@OrOperator @Nullable Caller caller, @PathVariable PerformanceId id) {
        return queries.ask(new FindPerformance(id));
    }

    /**
     * Ordered by start; those that are over, and those that are cancelled, as well.
     *
     * @param from the first day at the venue
     * @param to the last day at the venue
     * @param limit how many at most
     * @param after the {@code next} of the page before
     */
    @Operation(operationId = "listAllPerformances", summary = "List all performances")
    @OperatorOnly
    @GetMapping(Routes.OPERATORS + "/performances")
    Programme list(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable String after) {
        return queries.ask(new FindProgramme(
                from == null ? EARLIEST : from,
                to == null ? LATEST : to,
                limit,
                after == null
                        ? null
                        : ProgrammePlace.parsed(after)
                                .orElseThrow(() -> Problems.invalid("after", "malformed-cursor"))));
    }
}
