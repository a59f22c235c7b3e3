package encore.concert;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is refused of performances. */
public enum PerformanceRefusal implements Refusal {
    PERFORMANCE_NOT_FOUND(404),
    PERFORMANCE_NOT_CANCELLED(404),
    PERFORMANCE_CANCELLED(409),
    SALES_CLOSED(409);

    private final Told told;

    PerformanceRefusal(int status, Fact... facts) {
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

        PerformanceRefusal[] value();
    }
}
