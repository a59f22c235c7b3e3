package encore.payment.outcome;

import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.Views;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Optional;

/** Answers how a payment stands, now or when it has ended. */
@Component
public class PaymentQueries {

    private final RowCache<PaymentRow> rows;

    PaymentQueries(PaymentRepository table, Views views) {
        this.rows =
                RowCache.of(views.of(PaymentProjection.NAME), PaymentRow.class, table::findById);
    }

    @QueryHandler
    PaymentView handle(FindPayment query) {
        return rows.find(query.payment().value(), PaymentRow::view)
                .orElseThrow(() -> new Refused(PaymentRefusal.PAYMENT_NOT_FOUND));
    }

    /** Waits for a payment to end, on whichever node it does; answers with how it stands then. */
    public Optional<PaymentView> awaitEnd(PaymentId payment, Duration atMost) {
        rows.await(payment.value(), PaymentRow::hasEnded, atMost);
        return rows.find(payment.value(), PaymentRow::view);
    }
}
