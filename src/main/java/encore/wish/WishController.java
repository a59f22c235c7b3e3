package encore.wish;

import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.concert.SectionName;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.reservation.FindFreeSeats;
import encore.reservation.ReservationCommand;
import encore.reservation.ReservationRefusal;
import encore.wish.WishCommand.MakeWish;
import encore.wish.WishCommand.WithdrawWish;
import encore.wish.status.FindWish;
import encore.wish.status.FindWishes;
import encore.wish.status.OwnWishes;
import encore.wish.status.WishView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Clock;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.SECTION_NOT_FOUND;
import static encore.wish.WishRefusal.SEATS_AVAILABLE;
import static encore.wish.WishRefusal.WISH_EXISTS;
import static encore.wish.WishRefusal.WISH_NOT_FOUND;

/** Waiting for seats of a performance that is sold out. */
@Tag(name = "Wishes", description = "Wait for seats to come back; they are offered in turn")
@RestController
class WishController {

    private final Commands commands;
    private final Queries queries;
    private final Clock clock;

    WishController(Commands commands, Queries queries, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.clock = clock;
    }

    /**
     * What somebody waits for.
     *
     * @param count how many seats, 1 to 8
     * @param section only of this section
     */
    @Schema(name = "WishRequest")
    record WishRequest(
            @NotNull @Min(1) @Max(ReservationCommand.MOST_SEATS)
            Integer count,

            @Nullable SectionName section) {}

    /**
     * One wish a performance. What comes back is offered to the first whose wish it fits: kept for
     * them until they pay or {@code offerExpiresAt} is there. Any token of yours will do.
     */
    @Operation(operationId = "makeWish", summary = "Wait for seats to come back")
    @Answers(status = 201, says = "You wait")
    @PerformanceRefusal.Possible({PERFORMANCE_NOT_FOUND, PERFORMANCE_CANCELLED})
    @ReservationRefusal.Possible({PERFORMANCE_CLOSED, SECTION_NOT_FOUND})
    @WishRefusal.Possible({SEATS_AVAILABLE, WISH_EXISTS})
    @PostMapping(Routes.PERFORMANCES + "/{id}/wishes")
    @ResponseStatus(HttpStatus.CREATED)
    WishView make(
            @InAnyState Caller caller,
            @PathVariable PerformanceId id,
            @Valid @RequestBody WishRequest request,
            NewId newId) {
        var terms = queries.ask(new FindTerms(id));
        if (terms.isCancelled()) {
            throw new Refused(PERFORMANCE_CANCELLED);
        }
        if (terms.hasBegunAt(clock.instant())) {
            throw new Refused(PERFORMANCE_CLOSED);
        }
        var wish = new WishId(newId.toString());
        if (queries.ask(new FindFreeSeats(id, request.section())) >= request.count()) {
            throw new Refused(SEATS_AVAILABLE);
        }
        commands.send(new MakeWish(
                new WisherId(id, caller.user()), wish, request.count(), request.section()));
        return queries.ask(new FindWish(wish));
    }

    /** What is offered already is given up. Any token of yours will do. */
    @Operation(operationId = "withdrawWish", summary = "Wait no longer for seats of a performance")
    @WishRefusal.Possible(WISH_NOT_FOUND)
    @DeleteMapping(Routes.PERFORMANCES + "/{id}/wishes/mine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@InAnyState Caller caller, @PathVariable PerformanceId id) {
        commands.send(new WithdrawWish(new WisherId(id, caller.user())));
    }

    /** The newest hundred, newest first. Any token of yours will do. */
    @Operation(operationId = "listWishes", summary = "See what you wait for, and what is offered")
    @GetMapping(Routes.WISHES)
    OwnWishes list(@InAnyState Caller caller) {
        return queries.ask(new FindWishes(caller.user()));
    }
}
