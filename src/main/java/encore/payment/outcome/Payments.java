package encore.payment.outcome;

import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.kernel.Watch;
import encore.kernel.view.LiveTables;
import encore.kernel.view.Recent;
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

        List<PaymentRow> findByPaymentIdIn(Collection<String> paymentIds);
    }

    private final Rows table;

    private final Recent<PaymentRow> rows;
    private final Watch<String, Boolean> watch = new Watch<>("payments", TICK, this::ended);

    Payments(Rows table, LiveTables live) {
        this.table = table;
        this.rows = new Recent<>(live, PaymentRow.class, table::findById);
    }

    @QueryHandler
    PaymentView handle(FindPayment query) {
        return rows.find(query.payment().value())
                .map(PaymentRow::view)
                .orElseThrow(() -> new Refused(Refusal.PAYMENT_NOT_FOUND));
    }

    /** Waits for a payment to end, on whichever node it does. */
    public void awaitEnd(PaymentId payment, Duration atMost) {
        if (rows.find(payment.value()).filter(PaymentRow::hasEnded).isEmpty()) {
            watch.await(payment.value(), atMost);
        }
    }

    private Map<String, Boolean> ended(Collection<String> payments) {
        return rows.amongRecent(payments, table::findByPaymentIdIn).stream()
                .filter(PaymentRow::hasEnded)
                .collect(Collectors.toMap(row -> row.paymentId, row -> true));
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
