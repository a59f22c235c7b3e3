package encore.payment.refund;

import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.NewId;
import encore.http.OrOperator;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.ProcessorNames;
import encore.kernel.Queries;
import encore.kernel.Reason;
import encore.readmodel.ProcessorProgress;
import encore.reservation.RefundId;
import encore.reservation.ReservationCommand.RefundReservation;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.ReservationId;
import encore.reservation.ReservationRefusal;
import encore.reservation.status.FindReservation;
import encore.reservation.status.ReservationView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;

import static encore.reservation.ReservationRefusal.NOT_REFUNDABLE;
import static encore.reservation.ReservationRefusal.NOT_RESERVATION_OWNER;
import static encore.reservation.ReservationRefusal.RESERVATION_NOT_FOUND;

/** Taking back what was paid. */
@Tag(name = "Reservations")
@RestController
class RefundController {

    private final Commands commands;
    private final Queries queries;
    private final ProcessorProgress processors;

    RefundController(Commands commands, Queries queries, ProcessorProgress processors) {
        this.commands = commands;
        this.queries = queries;
        this.processors = processors;
    }

    /**
     * What a refund may be given.
     *
     * @param reason why, to be kept with it
     */
    record RefundRequest(@Nullable Reason reason) {}

    /** What was given back; the amount is in points. */
    @Schema(name = "Refund")
    record Refund(
            String refundId,
            String reservationId,
            long amount,
            ReservationView.Status status,
            Instant at) {

        private static Refund of(ReservationRefunded refunded) {
            return new Refund(
                    refunded.refund().value(),
                    refunded.reservation().value(),
                    refunded.amount(),
                    ReservationView.Status.REFUNDED,
                    refunded.at());
        }
    }

    /**
     * The points are given back, the tickets are void, and the seats can be had by others soon. Its
     * owner may do so until the performance's {@code refundableUntil}, with any token; the operator
     * always.
     */
    @Operation(operationId = "refundReservation", summary = "Give a paid reservation back")
    @Answers(status = 201, says = "Refunded: the points are back")
    @Answers(status = 200, says = "It was refunded before, by this refund")
    @ReservationRefusal.Possible({RESERVATION_NOT_FOUND, NOT_RESERVATION_OWNER, NOT_REFUNDABLE})
    @PostMapping(Routes.RESERVATIONS + "/{id}/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Refund> refund(
            @OrOperator @InAnyState @Nullable Caller caller,
            @Nullable Operator operator,
            @PathVariable ReservationId id,
            @Valid @RequestBody(required = false) @Nullable RefundRequest request,
            NewId newId) {
        var refund = new RefundId(newId.toString());
        var performance = new PerformanceId(queries.ask(new FindReservation(id)).performanceId());
        ReservationRefunded refunded = commands.send(new RefundReservation(
                id,
                refund,
                caller == null ? null : caller.user(),
                operator,
                request == null ? null : request.reason(),
                queries.ask(new FindTerms(performance))));
        processors.await(ProcessorNames.RETURN_POINTS);
        processors.await(ProcessorNames.RELEASE_SEAT);
        return ResponseEntity.status(
                        refunded.refund().equals(refund) ? HttpStatus.CREATED : HttpStatus.OK)
                .body(Refund.of(refunded));
    }
}
