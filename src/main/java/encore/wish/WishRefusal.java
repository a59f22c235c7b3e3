package encore.wish;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is refused of wishes. */
public enum WishRefusal implements Refusal {
    WISH_NOT_FOUND(404),
    WISH_EXISTS(409),
    SEATS_AVAILABLE(409);

    private final Told told;

    WishRefusal(int status, Fact... facts) {
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

        WishRefusal[] value();
    }
}
