package encore.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an annotation whose {@code value()} lists what a controller's method refuses by itself. What
 * follows from the method's signature (a caller passes the gate, a body has a media type) is not
 * named.
 */
@Target(ElementType.ANNOTATION_TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {}
