package encore.reservation;

import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.Queries;
import encore.kernel.Reason;
import encore.kernel.Refused;
import encore.reservation.BlockCommand.BlockSeats;
import encore.reservation.SeatCommand.UnblockSeat;
import encore.reservation.seatmap.SeatPlaces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.util.List;

import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;
import static encore.reservation.ReservationRefusal.SEAT_NOT_FOUND;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;

/** House seats: the operator keeps seats from being sold, and frees them again. */
@Tag(name = "Performances")
@OperatorOnly
@RestController
@RequestMapping(Routes.PERFORMANCES + "/{id}/blocks")
class BlockController {

    private final Commands commands;
    private final Queries queries;
    private final SeatPlaces places;

    BlockController(Commands commands, Queries queries, SeatPlaces places) {
        this.commands = commands;
        this.queries = queries;
        this.places = places;
    }

    /**
     * Which seats to keep.
     *
     * @param seatIds 1 to 1,000 of the performance, each once
     * @param reason why, to be kept with it
     */
    record BlockRequest(
            @NotNull @Size(min = 1, max = BlockSeats.MOST) List<@NotNull SeatId> seatIds,

            @NotNull Reason reason) {}

    /** The seats that are kept from being sold now. */
    @Schema(name = "BlockedSeats")
    record Blocked(String performanceId, List<String> blocked) {}

    /** The seats that are free again. */
    @Schema(name = "UnblockedSeats")
    record Unblocked(String performanceId, List<String> unblocked) {}

    /** One that is kept already stays so. */
    @Operation(
            operationId = "blockSeats",
            summary = "Keep seats from being sold: all that you name, or none")
    @PerformanceRefusal.Possible(PERFORMANCE_NOT_FOUND)
    @ReservationRefusal.Possible({SEAT_NOT_FOUND, SEAT_TAKEN})
    @PostMapping
    Blocked block(
            @PathVariable PerformanceId id,
            @Valid @RequestBody BlockRequest request,
            Operator operator) {
        queries.ask(new FindTerms(id));
        commands.send(new BlockSeats(id, request.seatIds(), operator, request.reason()));
        return new Blocked(
                id.value(), request.seatIds().stream().map(SeatId::value).toList());
    }

    /**
     * One that is not kept stays as it is.
     *
     * @param reason why, to be kept with it
     */
    @Operation(operationId = "unblockSeat", summary = "Let a seat be sold again")
    @ReservationRefusal.Possible(SEAT_NOT_FOUND)
    @DeleteMapping("/{seatId}")
    Unblocked unblock(
            @PathVariable PerformanceId id,
            @PathVariable SeatId seatId,
            @RequestParam(defaultValue = "unblocked") Reason reason,
            Operator operator) {
        if (!places.of(seatId).performance().equals(id)) {
            throw new Refused(SEAT_NOT_FOUND);
        }
        commands.send(new UnblockSeat(seatId, operator, reason));
        return new Unblocked(id.value(), List.of(seatId.value()));
    }
}
