package encore.point;

import encore.kernel.Event;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.UserId;

/** What can happen to a point account. Every event carries the balance after it, in points. */
public sealed interface PointAccountEvent extends Event {

    UserId user();

    long balance();

    /** Points were put in. */
    record PointCharged(UserId user, ChargeId charge, long amount, long balance)
            implements PointAccountEvent {}

    /** Points were taken out for a payment. */
    record PointDeducted(UserId user, PaymentId payment, long amount, long balance)
            implements PointAccountEvent, PaymentEvent {}

    /** The balance was too small for the payment, and is unchanged (포인트부족). */
    record PointDeductionDeclined(UserId user, PaymentId payment, long amount, long balance)
            implements PointAccountEvent, PaymentEvent {}

    /** What was taken out for a payment was given back. */
    record PointRefunded(UserId user, PaymentId payment, long amount, long balance)
            implements PointAccountEvent, PaymentEvent {}
}
