package encore.payment.refund;

import encore.concert.PerformanceCommand.CancelPerformance;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.http.Answers;
import encore.http.NewId;
import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_CANCELLED;
import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;

/** Cancelling a performance, with all that was sold of it: the operator's. */
@Tag(name = "Performances")
@OperatorOnly
@RestController
@RequestMapping(Routes.PERFORMANCES + "/{id}/cancellation")
class CancellationController {

    private final Commands commands;
    private final Cancellations cancellations;

    CancellationController(Commands commands, Cancellations cancellations) {
        this.commands = commands;
        this.cancellations = cancellations;
    }

    /**
     * What a cancellation is given.
     *
     * @param reason why, to be kept with it and with each refund
     */
    record CancellationRequest(@NotNull Reason reason) {}

    /** Nothing can be reserved or paid from now on; whoever has paid is refunded. */
    @Operation(
            operationId = "cancelPerformance",
            summary = "Cancel a performance, for good, and refund every buyer")
    @Answers(
            status = 202,
            says = "Cancelled: ask at Location how far the refunds are",
            headers = "Location")
    @PerformanceRefusal.Possible({PERFORMANCE_NOT_FOUND, PERFORMANCE_CANCELLED})
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Cancellation> cancel(
            @PathVariable PerformanceId id,
            @Valid @RequestBody CancellationRequest request,
            Operator operator,
            NewId newId) {
        if (!newId.wasTriedBefore() || cancellations.find(id).isEmpty()) {
            commands.send(new CancelPerformance(id, operator, request.reason()));
        }
        return ResponseEntity.accepted()
                .location(URI.create(Routes.PERFORMANCES + "/" + id.value() + "/cancellation"))
                .body(look(id));
    }

    @Operation(
            operationId = "showCancellation",
            summary = "See how far the refunds of a cancelled performance are")
    @PerformanceRefusal.Possible({PERFORMANCE_NOT_FOUND, PERFORMANCE_NOT_CANCELLED})
    @GetMapping
    Cancellation look(@PathVariable PerformanceId id) {
        return cancellations
                .find(id)
                .map(cancellations::progressOf)
                .orElseThrow(() -> new Refused(PERFORMANCE_NOT_CANCELLED));
    }
}
