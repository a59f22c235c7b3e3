package encore.payment;

import encore.kernel.metrics.CommittedEvents;
import encore.kernel.metrics.Gauges;
import encore.reservation.RejectionReason;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.ReservationPaid;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Objects;

/** How payments end, counted where that is stored; and those that have not ended. */
@Component
class PaymentMeters {

    private static final String UNDER_WAY = """
            select count(*) as payments,
                   coalesce(extract(epoch from now() - min(requested_at)), 0) as oldest
              from payment where status = 'PENDING'
            """;

    PaymentMeters(MeterRegistry registry, CommittedEvents storedHere, Gauges gauges) {
        gauges.of(UNDER_WAY)
                .show(
                        "encore.payments.pending",
                        "Payments that have not ended",
                        null,
                        row -> Gauges.number(row, "payments"))
                .show(
                        "encore.payments.oldest",
                        "Age of the oldest payment that has not ended",
                        "seconds",
                        row -> Gauges.number(row, "oldest"));
        var paid = ended("paid", registry);
        var rejected = new EnumMap<RejectionReason, Counter>(RejectionReason.class);
        for (var reason : RejectionReason.values()) {
            rejected.put(reason, ended(reason.name().toLowerCase(Locale.ROOT), registry));
        }
        storedHere.tell(event -> {
            switch (event) {
                case ReservationPaid e -> paid.increment();
                case PaymentRejected e ->
                    Objects.requireNonNull(rejected.get(e.reason())).increment();
                default -> {}
            }
        });
    }

    private static Counter ended(String outcome, MeterRegistry registry) {
        return Counter.builder("encore.payments.ended")
                .description("Payments that have ended, by outcome")
                .tag("outcome", outcome)
                .register(registry);
    }
}
