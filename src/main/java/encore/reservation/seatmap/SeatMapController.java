package encore.reservation.seatmap;

import encore.concert.PerformanceId;
import encore.http.Caller;
import encore.http.Encoded;
import encore.kernel.Queries;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/** The seats of a performance (diagram "예약가능 좌석 조회"). */
@RestController
class SeatMapController {

    private final Queries queries;

    SeatMapController(Queries queries) {
        this.queries = queries;
    }

    /**
     * The version is read first: should a seat change meanwhile, the next question tells. Its tag
     * is weak, for the same map goes out plain or compressed.
     */
    @ApiResponse(responseCode = "200",
            content = @Content(schema = @Schema(implementation = SeatMap.class)))
    @GetMapping("/api/v1/performances/{id}/seats")
    ResponseEntity<Encoded> look(Caller caller, @PathVariable PerformanceId id,
            WebRequest request) {
        var version = "W/\"" + queries.ask(new FindSeatMapVersion(id)) + '"';
        if (request.checkNotModified(version)) {
            return null;
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(version)
                .body(queries.ask(new FindSeats(id)));
    }
}
