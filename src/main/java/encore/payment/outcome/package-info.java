/** How a payment stands. The question is open to other rooms. */
@NamedInterface("outcome")
package encore.payment.outcome;

import org.springframework.modulith.NamedInterface;
