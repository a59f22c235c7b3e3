package encore.reservation;

import encore.concert.FindTerms;
import encore.concert.PerformanceRefusal;
import encore.concert.Terms;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.readmodel.ProcessorProgress;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.ReservationCommand.OpenReservation;
import encore.reservation.ReservationCommand.OpenedReservation;
import encore.reservation.seatmap.SeatPlaces;
import encore.reservation.status.FindReservation;
import encore.reservation.status.FindReservations;
import encore.reservation.status.ReservationPage;
import encore.reservation.status.ReservationView;
import encore.waiting.WaitingRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.List;
import java.util.Optional;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;
import static encore.concert.PerformanceRefusal.SALES_CLOSED;
import static encore.reservation.ReservationRefusal.NOT_RESERVATION_OWNER;
import static encore.reservation.ReservationRefusal.NO_SEATS;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.RESERVATION_NOT_FOUND;
import static encore.reservation.ReservationRefusal.RESERVATION_PAID;
import static encore.reservation.ReservationRefusal.SEATS_OF_TWO_PERFORMANCES;
import static encore.reservation.ReservationRefusal.SEAT_LEFT_ALONE;
import static encore.reservation.ReservationRefusal.SEAT_LIMIT;
import static encore.reservation.ReservationRefusal.SEAT_NOT_FOUND;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;
import static encore.reservation.ReservationRefusal.SECTION_NOT_FOUND;
import static encore.waiting.WaitingRefusal.TOKEN_LINE_MISMATCH;

/** Reserving a seat, looking at a reservation, cancelling it. */
@Tag(name = "Reservations", description = "Reserve a seat; it is held for you while you pay")
@RestController
@RequestMapping(Routes.RESERVATIONS)
class ReservationController {

    private final Commands commands;
    private final Queries queries;
    private final ProcessorProgress processors;
    private final SeatPlaces places;
    private final BestAvailable bestAvailable;
    private final SingleSeats singleSeats;

    ReservationController(
            Commands commands,
            Queries queries,
            ProcessorProgress processors,
            SeatPlaces places,
            BestAvailable bestAvailable,
            SingleSeats singleSeats) {
        this.commands = commands;
        this.queries = queries;
        this.processors = processors;
        this.places = places;
        this.bestAvailable = bestAvailable;
        this.singleSeats = singleSeats;
    }

    /** The seats are held until {@code holdExpiresAt}; what is not paid by then comes back soon. */
    @Operation(
            operationId = "reserveSeat",
            summary = "Reserve seats: all that you ask for, or none")
    @Answers(
            status = 201,
            says = "The seats are held for you until holdExpiresAt",
            headers = "Location")
    @Answers(
            status = 200,
            says = "You hold these seats already, by this reservation",
            headers = "Location")
    @ReservationRefusal.Possible({
        SEAT_NOT_FOUND,
        SECTION_NOT_FOUND,
        SEATS_OF_TWO_PERFORMANCES,
        SEAT_TAKEN,
        SEAT_LIMIT,
        PERFORMANCE_CLOSED,
        NO_SEATS,
        SEAT_LEFT_ALONE
    })
    @PerformanceRefusal.Possible({PERFORMANCE_NOT_FOUND, PERFORMANCE_CANCELLED, SALES_CLOSED})
    @WaitingRefusal.Possible(TOKEN_LINE_MISMATCH)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReservationView> reserve(
            Caller caller, @Valid @RequestBody ReservationRequest request, NewId id) {
        var reservation = new ReservationId(id.toString());
        var before = id.wasTriedBefore() ? find(reservation) : Optional.<ReservationView>empty();
        if (before.isPresent()) {
            return answer(HttpStatus.CREATED, before.get());
        }
        var answer = reserve(caller, request, reservation);
        return answer.opened() == null
                ? answer(HttpStatus.OK, heldAlready(answer.reservation()))
                : answer(HttpStatus.CREATED, ReservationView.of(answer.opened(), places::of));
    }

    private OpenedReservation reserve(
            Caller caller, ReservationRequest request, ReservationId reservation) {
        var byHand = request.chosenByHand();
        if (byHand == null) {
            var wanted = request.wanted();
            var terms = queries.ask(new FindTerms(wanted.performance()));
            return bestAvailable.reserve(
                    wanted.performance(),
                    wanted.seats(),
                    seats -> open(caller, reservation, seats, terms));
        }
        var performance = places.of(byHand.getFirst()).performance();
        singleSeats.refuseIfLeftAlone(performance, byHand);
        return open(caller, reservation, byHand, queries.ask(new FindTerms(performance)));
    }

    private OpenedReservation open(
            Caller caller, ReservationId reservation, List<SeatId> seats, Terms terms) {
        return commands.send(
                new OpenReservation(reservation, caller.user(), caller.token(), seats, terms));
    }

    /** What is kept for somebody and can't be seen yet is taken, like any other. */
    private ReservationView heldAlready(ReservationId reservation) {
        return find(reservation).orElseThrow(() -> new Refused(SEAT_TAKEN));
    }

    private static ResponseEntity<ReservationView> answer(
            HttpStatus status, ReservationView reservation) {
        return ResponseEntity.status(status)
                .location(URI.create(Routes.RESERVATIONS + "/" + reservation.reservationId()))
                .body(reservation);
    }

    private Optional<ReservationView> find(ReservationId reservation) {
        try {
            return Optional.of(queries.ask(new FindReservation(reservation)));
        } catch (Refused refused) {
            if (!refused.is(RESERVATION_NOT_FOUND)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    /**
     * Newest first. Any token of yours will do, one that waits or is over as well.
     *
     * @param limit how many at most
     * @param after the {@code next} of the page before
     * @param status only those that stand so
     */
    @Operation(operationId = "listReservations", summary = "See all reservations of yours")
    @GetMapping
    ReservationPage list(
            @InAnyState Caller caller,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(required = false) @Nullable ReservationId after,
            @RequestParam(required = false) ReservationView.@Nullable Status status) {
        return queries.ask(new FindReservations(caller.user(), status, limit, after));
    }

    /** Any token of yours will do, one that waits or is over as well. */
    @Operation(operationId = "showReservation", summary = "See a reservation of yours")
    @ReservationRefusal.Possible({RESERVATION_NOT_FOUND, NOT_RESERVATION_OWNER})
    @GetMapping("/{id}")
    ReservationView look(@InAnyState Caller caller, @PathVariable ReservationId id) {
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
        processors.await(WhenReservationEndedThenReleaseSeat.GROUP);
    }
}
