package encore.http;

import encore.kernel.Refusal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller's method: the refusals that are this call's own. Those that follow from its
 * signature (a {@link Caller} has the gate's, a body has that of its media type) are not named.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {

    Refusal[] value();
}
