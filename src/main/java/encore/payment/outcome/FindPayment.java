package encore.payment.outcome;

import encore.kernel.PaymentId;
import encore.kernel.Query;

/** How a payment stands. Refused with PAYMENT_NOT_FOUND for an unknown one. */
public record FindPayment(PaymentId payment) implements Query<PaymentView> {}
