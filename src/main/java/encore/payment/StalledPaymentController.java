package encore.payment;

import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.PaymentId;
import encore.payment.StalledPayments.Stalled;
import encore.payment.outcome.PaymentRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;
import java.util.List;

import static encore.payment.outcome.PaymentRefusal.PAYMENT_NOT_FOUND;

/** The operator looks at the payments that do not end, and has one tried again. */
@Tag(name = "Stalled payments", description = "Payments that have not ended in time, and why")
@OperatorOnly
@RestController
@RequestMapping(Routes.STALLED_PAYMENTS)
class StalledPaymentController {

    private final StalledPayments payments;
    private final WhenPaymentStallsThenDriveItOn driver;
    private final Commands commands;

    StalledPaymentController(
            StalledPayments payments, WhenPaymentStallsThenDriveItOn driver, Commands commands) {
        this.payments = payments;
        this.driver = driver;
        this.commands = commands;
    }

    /** The oldest ones first. */
    @Schema(name = "StalledPayments")
    record Page(List<StalledPayment> payments) {}

    /**
     * One of them.
     *
     * @param tries how often it was driven on in vain
     * @param error what went wrong the last time
     */
    @Schema(name = "StalledPayment")
    record StalledPayment(
            String paymentId,
            String reservationId,
            String userId,
            Instant requestedAt,
            int tries,
            @Nullable String error,
            @Nullable Instant triedAt) {

        private static StalledPayment of(Stalled stalled) {
            return new StalledPayment(
                    stalled.payment().value(),
                    stalled.reservation().value(),
                    stalled.userId(),
                    stalled.requestedAt(),
                    stalled.tries(),
                    stalled.error(),
                    stalled.triedAt());
        }
    }

    /**
     * How it went.
     *
     * @param error why its next step could not be taken; null when it was
     */
    @Schema(name = "PaymentRetry")
    record Retry(String paymentId, @Nullable String error) {}

    /**
     * Each is driven on by itself, and this says what keeps it from ending.
     *
     * @param limit how many at most
     */
    @Operation(operationId = "listStalledPayments", summary = "List the payments that do not end")
    @GetMapping
    Page list(@RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
        return new Page(
                payments.after(null, limit).stream().map(StalledPayment::of).toList());
    }

    @Operation(
            operationId = "retryStalledPayment",
            summary = "Take the next step of a stalled payment now")
    @PaymentRefusal.Possible(PAYMENT_NOT_FOUND)
    @PostMapping("/{id}/retries")
    Retry retry(@PathVariable PaymentId id) {
        var stalled = payments.find(id);
        try {
            commands.together(() -> driver.driveOn(stalled));
            return new Retry(id.value(), null);
        } catch (RuntimeException e) {
            return new Retry(id.value(), payments.failed(stalled, e));
        }
    }
}
