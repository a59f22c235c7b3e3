package encore.audit.line;

import encore.http.OperatorOnly;
import encore.http.Problems;
import encore.http.Routes;
import encore.kernel.LineName;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;

/** Whether a line was served in order; instants are ISO-8601, in UTC. */
@Tag(name = "Audit")
@OperatorOnly
@RestController
@RequestMapping(Routes.AUDIT)
class LineAuditController {

    private static final Duration LONGEST_SPAN = Duration.ofDays(31);

    private final Lines lines;

    LineAuditController(Lines lines) {
        this.lines = lines;
    }

    /**
     * Who joined and who was let in between two instants, and whether anybody was passed over.
     *
     * @param line the line; the default one when left out
     * @param from the first instant
     * @param to the last instant, at most 31 days after the first
     * @param limit how many tokens at most
     * @param after the {@code next} of the page before
     */
    @Operation(operationId = "auditLine", summary = "See whether the line was served in order")
    @GetMapping("/line")
    LineAudit line(
            @RequestParam(defaultValue = "default") LineName line,
            @RequestParam Instant from,
            @RequestParam Instant to,
            @RequestParam(defaultValue = "1000") @Min(1) @Max(1_000) int limit,
            @RequestParam(defaultValue = "-1") @Min(-1) long after) {
        if (to.isBefore(from)) {
            throw Problems.invalid("to", "before-from");
        }
        if (Duration.between(from, to).compareTo(LONGEST_SPAN) > 0) {
            throw Problems.invalid("to", "span.31-days");
        }
        return lines.between(line, from, to, after, limit);
    }
}
