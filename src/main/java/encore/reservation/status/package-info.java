/** Read model: how a reservation stands. The question is open to other rooms. */
@NamedInterface("status")
@NullMarked
package encore.reservation.status;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
