package encore.audit.seats;

import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.http.OperatorOnly;
import encore.http.Routes;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Instant;

import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;

/** Who held or owned each seat, and when; instants are ISO-8601, in UTC. */
@Tag(name = "Audit")
@OperatorOnly
@RestController
@RequestMapping(Routes.AUDIT)
class SeatsAuditController {

    private final SeatMaps seatMaps;
    private final Clock clock;

    SeatsAuditController(SeatMaps seatMaps, Clock clock) {
        this.seatMaps = seatMaps;
        this.clock = clock;
    }

    /**
     * As its events tell it.
     *
     * @param at as of then; now, when left out
     */
    @Operation(
            operationId = "auditSeats",
            summary = "See who held or owned each seat at an instant")
    @PerformanceRefusal.Possible(PERFORMANCE_NOT_FOUND)
    @GetMapping("/performances/{id}/seats")
    SeatsThen seats(
            @PathVariable PerformanceId id, @RequestParam(required = false) @Nullable Instant at) {
        return seatMaps.at(id, at == null ? clock.instant() : at);
    }
}
