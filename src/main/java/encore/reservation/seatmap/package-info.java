/** Read model: the seats of a performance. Where a seat is may be asked by other rooms. */
@NamedInterface("seatmap")
@NullMarked
package encore.reservation.seatmap;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
