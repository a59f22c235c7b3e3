package encore.payment;

import encore.kernel.work.DueWork;
import encore.payment.StalledPayments.Stalled;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * No payment hangs: one that has not ended after a minute is driven on to its end, whatever became
 * of its saga. What is to be done says {@link PaymentProcess}, as it does to the saga.
 */
@Component
class WhenPaymentStallsThenDriveItOn {

    private static final Logger log = LoggerFactory.getLogger(WhenPaymentStallsThenDriveItOn.class);

    private final StalledPayments payments;
    private final PaymentProcess process;
    private final DueWork dueWork;

    WhenPaymentStallsThenDriveItOn(
            StalledPayments payments, PaymentProcess process, DueWork dueWork) {
        this.payments = payments;
        this.process = process;
        this.dueWork = dueWork;
    }

    @Scheduled(fixedDelayString = "${encore.payment.look-for-stalled-every:10s}")
    void driveOn() {
        payments.forgetEnded();
        dueWork.perform("stalled-payments", payments::after, this::driveOn, payments::failed);
    }

    /** Takes the next step of one of them. */
    void driveOn(Stalled stalled) {
        log.warn(
                "{} has not ended after {}, driving it on",
                stalled.payment(),
                StalledPayments.PATIENCE);
        var events = payments.eventsOf(stalled);
        process.goOn(events.requested(), PaymentProcess.furthest(events.all()));
    }
}
