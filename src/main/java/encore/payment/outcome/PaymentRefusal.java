package encore.payment.outcome;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is refused of payments. */
public enum PaymentRefusal implements Refusal {
    INSUFFICIENT_POINTS(
            402,
            Fact.of("balance", "The points you have", 20_000),
            Fact.of("required", "The points it costs", 45_000)),
    PAYMENT_NOT_FOUND(404);

    private final Told told;

    PaymentRefusal(int status, Fact... facts) {
        told = new Told(status, facts);
    }

    @Override
    public Told told() {
        return told;
    }

    /** On a controller's method: what may be refused of these. */
    @Refuses
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Possible {

        PaymentRefusal[] value();
    }
}
