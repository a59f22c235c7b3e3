package encore.payment;

import encore.kernel.Gauges;
import encore.kernel.StoredHere;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.ReservationPaid;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import java.util.Locale;

/** How payments end, counted where that is stored; and those that have not ended. */
@Component
class PaymentMeters {

    private static final String UNDER_WAY = """
            select count(*) as payments,
                   coalesce(extract(epoch from now() - min(requested_at)), 0) as oldest
              from payment where status = 'PENDING'
            """;

    private final MeterRegistry registry;

    PaymentMeters(MeterRegistry registry, StoredHere storedHere, Gauges gauges) {
        this.registry = registry;
        gauges.show("encore.payments.pending", "Payments that have not ended", null, UNDER_WAY,
                "payments");
        gauges.show("encore.payments.oldest", "Age of the oldest payment that has not ended",
                "seconds", UNDER_WAY, "oldest");
        storedHere.tell(event -> {
            switch (event) {
                case ReservationPaid paid -> ended("paid").increment();
                case PaymentRejected rejected -> ended(rejected.reason().name()
                        .toLowerCase(Locale.ROOT)).increment();
                default -> {}
            }
        });
    }

    private Counter ended(String outcome) {
        return Counter.builder("encore.payments.ended")
                .description("Payments that have ended, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
