package encore.payment.outcome;

import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.kernel.Watch;
import jakarta.annotation.PreDestroy;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Answers how a payment stands, now or when it has ended. */
@Component
public class Payments {

    private static final Duration TICK = Duration.ofMillis(2);

    /** Reads the table {@code payment}. */
    interface Rows extends Repository<PaymentRow, String> {

        Optional<PaymentRow> findById(String paymentId);

        List<PaymentRow> findByPaymentIdInAndStatusNot(Collection<String> paymentIds,
                PaymentView.Status status);
    }

    private final Rows rows;
    private final Watch<String, Boolean> watch = new Watch<>("payments", TICK, this::ended);

    Payments(Rows rows) {
        this.rows = rows;
    }

    @QueryHandler
    PaymentView handle(FindPayment query) {
        return rows.findById(query.payment().value())
                .map(PaymentRow::view)
                .orElseThrow(() -> new Refused(Refusal.PAYMENT_NOT_FOUND));
    }

    /** Waits for a payment to end, on whichever node it does. */
    public void awaitEnd(PaymentId payment, Duration atMost) {
        watch.await(payment.value(), atMost);
    }

    private Map<String, Boolean> ended(Collection<String> payments) {
        return rows.findByPaymentIdInAndStatusNot(payments, PaymentView.Status.PENDING).stream()
                .collect(Collectors.toMap(row -> row.paymentId, row -> true));
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
