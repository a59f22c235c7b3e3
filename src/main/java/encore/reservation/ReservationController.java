package encore.reservation;

import encore.http.Answers;
import encore.http.Caller;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.readmodel.AutomationProgress;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.status.FindReservation;
import encore.reservation.status.ReservationView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.Optional;

import static encore.reservation.ReservationRefusal.NOT_RESERVATION_OWNER;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.RESERVATION_NOT_FOUND;
import static encore.reservation.ReservationRefusal.RESERVATION_PAID;
import static encore.reservation.ReservationRefusal.SEAT_LIMIT;
import static encore.reservation.ReservationRefusal.SEAT_NOT_FOUND;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;

/** Reserving a seat, looking at a reservation, cancelling it. */
@Tag(name = "Reservations", description = "Reserve a seat; it is held for you while you pay")
@RestController
@RequestMapping(Routes.RESERVATIONS)
class ReservationController {

    private final Commands commands;
    private final Queries queries;
    private final AutomationProgress automations;

    ReservationController(Commands commands, Queries queries, AutomationProgress automations) {
        this.commands = commands;
        this.queries = queries;
        this.automations = automations;
    }

    /** Which seat to reserve. */
    record ReservationRequest(@NotNull SeatId seatId) {}

    /** The seat is held until {@code holdExpiresAt}; what is not paid by then is free again. */
    @Operation(operationId = "reserveSeat", summary = "Reserve a seat")
    @Answers(
            status = 201,
            says = "The seat is held for you until holdExpiresAt",
            headers = "Location")
    @ReservationRefusal.Possible({SEAT_NOT_FOUND, SEAT_TAKEN, SEAT_LIMIT, PERFORMANCE_CLOSED})
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReservationView> reserve(
            Caller caller, @Valid @RequestBody ReservationRequest request, NewId id) {
        var reservation = new ReservationId(id.toString());
        return ResponseEntity.created(URI.create(Routes.RESERVATIONS + "/" + reservation.value()))
                .body(openedBefore(reservation, id)
                        .orElseGet(() -> ReservationView.of(commands.<ReservationOpened>send(
                                new ReserveSeat(request.seatId(), reservation, caller.user())))));
    }

    /** What an earlier try has opened is not opened again, whatever became of it since. */
    private Optional<ReservationView> openedBefore(ReservationId reservation, NewId id) {
        if (!id.wasTriedBefore()) {
            return Optional.empty();
        }
        try {
            return Optional.of(queries.ask(new FindReservation(reservation)));
        } catch (Refused refused) {
            if (!refused.is(RESERVATION_NOT_FOUND)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    @Operation(operationId = "showReservation", summary = "See a reservation of yours")
    @ReservationRefusal.Possible({RESERVATION_NOT_FOUND, NOT_RESERVATION_OWNER})
    @GetMapping("/{id}")
    ReservationView look(Caller caller, @PathVariable ReservationId id) {
        var reservation = queries.ask(new FindReservation(id));
        if (!reservation.userId().equals(caller.user().value())) {
            throw new Refused(NOT_RESERVATION_OWNER);
        }
        return reservation;
    }

    /** One that is over already stays as it is. */
    @Operation(
            operationId = "cancelReservation",
            summary = "Cancel a reservation: the seat is free again")
    @ReservationRefusal.Possible({RESERVATION_NOT_FOUND, NOT_RESERVATION_OWNER, RESERVATION_PAID})
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(Caller caller, @PathVariable ReservationId id) {
        commands.send(new CancelReservation(id, caller.user()));
        automations.await(WhenReservationEndedThenReleaseSeat.GROUP);
    }
}
