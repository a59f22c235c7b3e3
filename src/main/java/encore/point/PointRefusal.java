package encore.point;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is refused of points. */
public enum PointRefusal implements Refusal {
    BALANCE_LIMIT(409, Fact.of("balance", "The points you have", 999_999_000));

    private final Told told;

    PointRefusal(int status, Fact... facts) {
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

        PointRefusal[] value();
    }
}
