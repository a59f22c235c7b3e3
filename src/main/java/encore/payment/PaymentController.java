package encore.payment;

import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.PaymentId;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.payment.outcome.FindPayment;
import encore.payment.outcome.PaymentQueries;
import encore.payment.outcome.PaymentRefusal;
import encore.payment.outcome.PaymentView;
import encore.reservation.ReservationCommand.BegunPayment;
import encore.reservation.ReservationCommand.Pay;
import encore.reservation.ReservationId;
import encore.reservation.ReservationRefusal;
import encore.reservation.status.FindReservation;
import encore.waiting.WaitingRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.payment.outcome.PaymentRefusal.INSUFFICIENT_POINTS;
import static encore.payment.outcome.PaymentRefusal.PAYMENT_NOT_FOUND;
import static encore.reservation.ReservationRefusal.HOLD_LOST;
import static encore.reservation.ReservationRefusal.NOT_RESERVATION_OWNER;
import static encore.reservation.ReservationRefusal.PERFORMANCE_CLOSED;
import static encore.reservation.ReservationRefusal.RESERVATION_CANCELLED;
import static encore.reservation.ReservationRefusal.RESERVATION_NOT_FOUND;
import static encore.reservation.ReservationRefusal.RESERVATION_PAID;
import static encore.waiting.WaitingRefusal.TOKEN_LINE_MISMATCH;

/** Paying, and asking how a payment went. */
@Tag(name = "Payments", description = "Points for a seat")
@RestController
@RequestMapping(Routes.PAYMENTS)
class PaymentController {

    private static final Logger log = LoggerFactory.getLogger(PaymentController.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Commands commands;
    private final Queries queries;
    private final PaymentQueries payments;

    PaymentController(Commands commands, Queries queries, PaymentQueries payments) {
        this.commands = commands;
        this.queries = queries;
        this.payments = payments;
    }

    /** Which reservation to pay for. */
    record PaymentRequest(@NotNull ReservationId reservationId) {}

    /** The outcome is in this very answer; or, after three seconds, where to ask for it. */
    @Operation(operationId = "pay", summary = "Pay for a reservation")
    @Answers(
            status = 201,
            says = "Paid: the seat is yours, and your token is used up",
            headers = "Location")
    @Answers(
            status = 202,
            says = "Still under way: ask at Location how it ended",
            headers = "Location")
    @PaymentRefusal.Possible(INSUFFICIENT_POINTS)
    @ReservationRefusal.Possible({
        NOT_RESERVATION_OWNER,
        RESERVATION_NOT_FOUND,
        RESERVATION_CANCELLED,
        RESERVATION_PAID,
        HOLD_LOST,
        PERFORMANCE_CLOSED
    })
    @PerformanceRefusal.Possible(PERFORMANCE_CANCELLED)
    @WaitingRefusal.Possible(TOKEN_LINE_MISMATCH)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PaymentView> pay(
            Caller caller, @Valid @RequestBody PaymentRequest request, NewId id) {
        var reservation = queries.ask(new FindReservation(request.reservationId()));
        BegunPayment begun = commands.send(new Pay(
                request.reservationId(),
                new PaymentId(id.toString()),
                caller.user(),
                caller.token(),
                queries.ask(new FindTerms(new PerformanceId(reservation.performanceId())))));
        return answer(ended(begun.payment())
                .orElseGet(
                        () -> PaymentView.pending(begun, request.reservationId(), caller.user())));
    }

    /** Whatever keeps us from seeing how it ended, it was begun. */
    private Optional<PaymentView> ended(PaymentId payment) {
        try {
            return payments.awaitEnd(payment, PATIENCE);
        } catch (RuntimeException e) {
            log.warn("how {} went can't be seen yet", payment, e);
            return Optional.empty();
        }
    }

    private static ResponseEntity<PaymentView> answer(PaymentView payment) {
        var location = URI.create(Routes.PAYMENTS + "/" + payment.paymentId());
        return switch (payment.status()) {
            case PENDING -> ResponseEntity.accepted().location(location).body(payment);
            case PAID -> ResponseEntity.created(location).body(payment);
            case REJECTED ->
                throw switch (Objects.requireNonNull(payment.reason())) {
                    case INSUFFICIENT_POINTS ->
                        new Refused(INSUFFICIENT_POINTS)
                                .with("balance", payment.balance())
                                .with("required", payment.amount());
                    case TOKEN_USED -> new Refused(WaitingRefusal.TOKEN_EXPIRED);
                    case HOLD_LOST -> new Refused(HOLD_LOST);
                };
        };
    }

    /** Any of the payer's tokens will do, for the payment has ended the one it was made with. */
    @Operation(operationId = "showPayment", summary = "See how a payment of yours ended")
    @PaymentRefusal.Possible(PAYMENT_NOT_FOUND)
    @GetMapping("/{id}")
    PaymentView look(@InAnyState Caller caller, @PathVariable PaymentId id) {
        var payment = queries.ask(new FindPayment(id));
        if (!payment.userId().equals(caller.user().value())) {
            throw new Refused(PAYMENT_NOT_FOUND);
        }
        return payment;
    }
}
