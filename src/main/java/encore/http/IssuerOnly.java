package encore.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a controller method: where an {@link IssuerKey} is set, it runs only for the shop that sends
 * it. Else refused with ISSUER_KEY_REQUIRED.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface IssuerOnly {}
