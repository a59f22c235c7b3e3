package encore.payment.refund;

import encore.http.NewId;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.work.DueWork;
import encore.payment.refund.Cancellations.Due;
import encore.reservation.RefundId;
import encore.reservation.ReservationCommand.RefundReservation;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Everybody who has paid for a performance that is cancelled gets it back. Its list of what to do
 * is the read model of reservations, so it goes on after a crash, on any node, and takes in the
 * payments that end later. A late entry there does no harm, for a reservation is refunded once.
 */
@Component
class WhenPerformanceCancelledThenRefundBuyers {

    private final Cancellations cancellations;
    private final Commands commands;
    private final DueWork dueWork;

    WhenPerformanceCancelledThenRefundBuyers(
            Cancellations cancellations, Commands commands, DueWork dueWork) {
        this.cancellations = cancellations;
        this.commands = commands;
        this.dueWork = dueWork;
    }

    @Scheduled(fixedDelayString = "${encore.payment.refund-cancelled-every:1s}")
    void refund() {
        cancellations.forgetWhatSucceeded();
        dueWork.perform("refunds", cancellations::due, this::refund, cancellations::failed);
    }

    private void refund(Due due) {
        var cancelled = due.of().event();
        commands.send(new RefundReservation(
                due.reservation(),
                new RefundId(NewId.mint().toString()),
                null,
                new Operator(cancelled.by()),
                new Reason(cancelled.reason()),
                due.of().terms()));
    }
}
