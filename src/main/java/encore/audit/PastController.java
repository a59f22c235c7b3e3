package encore.audit;

import encore.concert.PerformanceId;
import encore.http.OperatorOnly;
import encore.http.Problems;
import encore.http.Refuses;
import encore.kernel.Refusal;
import encore.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The operator asks about the past; instants are ISO-8601, in UTC. */
@Tag(name = "Audit", description = "Questions about the past, answered from its events")
@OperatorOnly
@RestController
@RequestMapping("/api/v1/audit")
class PastController {

    private static final Duration LONGEST_SPAN = Duration.ofDays(31);

    private final Accounts accounts;
    private final SeatMaps seatMaps;
    private final Lines lines;
    private final Clock clock;

    PastController(Accounts accounts, SeatMaps seatMaps, Lines lines, Clock clock) {
        this.accounts = accounts;
        this.seatMaps = seatMaps;
        this.lines = lines;
        this.clock = clock;
    }

    /**
     * Every event of the account, oldest first, and whether they add up to the balance.
     *
     * @param at as of then; now, when left out
     * @param limit how many events at most
     * @param after the {@code next} of the page before
     */
    @Operation(operationId = "auditAccount", summary = "See how a balance came about")
    @GetMapping("/points/{userId}")
    AccountAudit points(@PathVariable UserId userId,
            @RequestParam(required = false) Instant at,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit,
            @RequestParam(defaultValue = "-1") @Min(-1) long after) {
        return accounts.replay(userId, at, after, limit);
    }

    /**
     * As its events tell it.
     *
     * @param at as of then; now, when left out
     */
    @Operation(operationId = "auditSeats",
            summary = "See who held or owned each seat at an instant")
    @Refuses(Refusal.PERFORMANCE_NOT_FOUND)
    @GetMapping("/performances/{id}/seats")
    SeatsThen seats(@PathVariable PerformanceId id,
            @RequestParam(required = false) Instant at) {
        return seatMaps.at(id, at == null ? clock.instant() : at);
    }

    /**
     * Who joined and who was let in between two instants, and whether anybody was passed over.
     *
     * @param from the first instant
     * @param to the last instant, at most 31 days after the first
     * @param limit how many tokens at most
     * @param after the {@code next} of the page before
     */
    @Operation(operationId = "auditLine", summary = "See whether the line was served in order")
    @GetMapping("/line")
    LineAudit line(@RequestParam Instant from, @RequestParam Instant to,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(1_000) int limit,
            @RequestParam(defaultValue = "-1") @Min(-1) long after) {
        if (to.isBefore(from)) {
            throw Problems.invalid("to", "must not be before from");
        }
        if (Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            throw Problems.invalid("to", "must be at most 31 days after from");
        }
        return lines.between(from, to, after, limit);
    }
}
