package encore.point;

import encore.http.Caller;
import encore.http.IssuerOnly;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Queries;
import encore.kernel.UserId;
import encore.point.PointAccountCommand.ChargePoint;
import encore.point.balance.FindBalance;
import encore.point.history.FindHistory;
import encore.point.history.HistoryPage;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static encore.point.PointRefusal.BALANCE_LIMIT;

/** Charging points, the balance, and how it came about. */
@Tag(name = "Points", description = "A prepaid balance in whole points, and how it came about")
@RestController
@RequestMapping(Routes.POINTS)
class PointController {

    private final Commands commands;
    private final Queries queries;

    PointController(Commands commands, Queries queries) {
        this.commands = commands;
        this.queries = queries;
    }

    /** How many points to charge. */
    record ChargeRequest(@NotNull @Min(1) @Max(10_000_000) Long amount) {}

    /** How many points a user has. */
    record Balance(UserId userId, long balance) {}

    @Operation(operationId = "chargePoints", summary = "Charge points")
    @PointRefusal.Possible(BALANCE_LIMIT)
    @IssuerOnly
    @PostMapping("/charges")
    @ResponseStatus(HttpStatus.CREATED)
    Balance charge(Caller caller, @Valid @RequestBody ChargeRequest request, NewId id) {
        long balance = commands.<Long>send(
                new ChargePoint(caller.user(), new ChargeId(id.toString()), request.amount()));
        return new Balance(caller.user(), balance);
    }

    @Operation(operationId = "showBalance", summary = "See your balance")
    @GetMapping
    Balance balance(Caller caller) {
        return new Balance(caller.user(), queries.ask(new FindBalance(caller.user())));
    }

    /**
     * Newest first.
     *
     * @param limit how many at most
     * @param after the {@code next} of the page before
     */
    @Operation(operationId = "listPointHistory", summary = "See what changed your balance")
    @GetMapping("/history")
    HistoryPage history(
            Caller caller,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Min(0) Long after) {
        return queries.ask(new FindHistory(caller.user(), limit, after));
    }
}
