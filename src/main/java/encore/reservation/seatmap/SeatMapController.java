package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.concert.SectionName;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.JsonBytes;
import encore.http.Problems;
import encore.http.Routes;
import encore.kernel.Queries;
import encore.reservation.LineOfPerformance;
import encore.reservation.ReservationRefusal;
import encore.waiting.WaitingRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;
import static encore.reservation.ReservationRefusal.SECTION_NOT_FOUND;
import static encore.waiting.WaitingRefusal.TOKEN_LINE_MISMATCH;

/** The seats of a performance (diagram "예약가능 좌석 조회"). */
@Tag(name = "Performances")
@RestController
class SeatMapController {

    private final Queries queries;
    private final LineOfPerformance lines;

    SeatMapController(Queries queries, LineOfPerformance lines) {
        this.queries = queries;
        this.lines = lines;
    }

    /**
     * Every seat with its price, and whether it is free, held, sold or blocked.
     *
     * @param section only the seats of this one
     * @param since a version, or the ETag that you were given: only what has changed since
     */
    @Operation(operationId = "showSeats", summary = "See every seat of a performance")
    @Answers(
            status = 200,
            says = "All seats, as of the ETag",
            headers = {"ETag", "Cache-Control"})
    @Answers(
            status = 304,
            says = "Nothing has changed since the ETag that you sent",
            headers = "ETag")
    @PerformanceRefusal.Possible(PERFORMANCE_NOT_FOUND)
    @ReservationRefusal.Possible(SECTION_NOT_FOUND)
    @WaitingRefusal.Possible(TOKEN_LINE_MISMATCH)
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = SeatMap.class)))
    @GetMapping(Routes.PERFORMANCES + "/{id}/seats")
    @Nullable
    ResponseEntity<JsonBytes> look(
            Caller caller,
            @PathVariable PerformanceId id,
            @RequestParam(required = false) @Nullable SectionName section,
            @RequestParam(required = false) @Nullable String since,
            WebRequest request) {
        lines.mustHaveLetIn(caller.token(), id);
        var name = section == null ? null : section.value();
        var from = versionOf(since);
        // Read first: should a seat change meanwhile, the next question tells.
        var version = queries.ask(new FindSeatMapVersion(id, name)).etag();
        if (request.checkNotModified(version)) {
            return null;
        }
        if ("*".equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            return ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(version).build();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(version)
                .body(queries.ask(new FindSeats(id, name, from)));
    }

    private static @Nullable SeatMapVersion versionOf(@Nullable String since) {
        return since == null
                ? null
                : SeatMapVersion.read(since)
                        .orElseThrow(() -> Problems.invalid("since", "malformed"));
    }
}
