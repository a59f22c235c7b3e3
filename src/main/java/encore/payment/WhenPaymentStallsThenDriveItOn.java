package encore.payment;

import encore.kernel.PaymentId;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationId;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;

import static encore.reservation.ReservationCommand.RejectionReason.HOLD_LOST;
import static encore.reservation.ReservationCommand.RejectionReason.INSUFFICIENT_POINTS;

/**
 * No payment hangs: one that has not ended after a minute is driven on to its end, whatever became
 * of its saga. The steps are the saga's own, taken in order; those that were taken already do
 * nothing.
 */
@Component
class WhenPaymentStallsThenDriveItOn {

    private static final Logger log =
            LoggerFactory.getLogger(WhenPaymentStallsThenDriveItOn.class);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int AT_ONCE = 100;

    private record Stalled(PaymentId payment, ReservationId reservation) {}

    private final JdbcClient jdbc;
    private final EventStore events;
    private final PaymentSteps steps;
    private final Clock clock;

    WhenPaymentStallsThenDriveItOn(JdbcClient jdbc, EventStore events, PaymentSteps steps,
            Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.steps = steps;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${encore.payment.look-for-stalled-every:10s}")
    void driveOn() {
        jdbc.sql("""
                select payment_id, reservation_id from payment
                 where status = 'PENDING' and requested_at <= ?
                 order by requested_at limit ?
                """)
                .params(Timestamp.from(clock.instant().minus(PATIENCE)), AT_ONCE)
                .query((row, n) -> new Stalled(new PaymentId(row.getString(1)),
                        new ReservationId(row.getString(2))))
                .list()
                .forEach(stalled -> {
                    log.warn("{} has not ended after {}, driving it on", stalled.payment(),
                            PATIENCE);
                    tryToDriveOn(stalled);
                });
    }

    /** One that can't be driven on now is tried again, and keeps nobody else from being so. */
    private void tryToDriveOn(Stalled stalled) {
        try {
            driveOn(requested(stalled));
        } catch (RuntimeException e) {
            log.error("{} could not be driven on", stalled.payment(), e);
        }
    }

    private void driveOn(PaymentRequested payment) {
        var deduction = steps.deduct(payment);
        switch (deduction.standing()) {
            case DECLINED -> steps.reject(payment, INSUFFICIENT_POINTS, deduction.balance());
            case REFUNDED -> steps.reject(payment, HOLD_LOST, deduction.balance());
            case DEDUCTED -> {
                if (steps.sell(payment)) {
                    steps.confirm(payment);
                } else {
                    steps.reject(payment, HOLD_LOST, steps.refund(payment));
                }
            }
        }
    }

    private PaymentRequested requested(Stalled stalled) {
        return events.readEvents(stalled.reservation().toString()).asStream()
                .map(event -> event.getPayload())
                .filter(PaymentRequested.class::isInstance)
                .map(PaymentRequested.class::cast)
                .filter(event -> event.payment().equals(stalled.payment()))
                .findFirst()
                .orElseThrow();
    }
}
