/** How a payment stands. The question is open to other rooms. */
@NamedInterface("outcome")
@NullMarked
package encore.payment.outcome;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
