package encore.audit.account;

import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.UserId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;

/** How a balance came about; instants are ISO-8601, in UTC. */
@Tag(name = "Audit", description = "Questions about the past, answered from its events")
@OperatorOnly
@RestController
@RequestMapping(Routes.AUDIT)
class AccountAuditController {

    private final Accounts accounts;

    AccountAuditController(Accounts accounts) {
        this.accounts = accounts;
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
    AccountAudit points(
            @PathVariable UserId userId,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1_000) int limit,
            @RequestParam(defaultValue = "-1") @Min(-1) long after) {
        return accounts.replay(userId, at, after, limit);
    }
}
