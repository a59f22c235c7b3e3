/** Sending twice does nothing twice: the {@code Idempotency-Key}. */
@NullMarked
package encore.http.idempotency;

import org.jspecify.annotations.NullMarked;
