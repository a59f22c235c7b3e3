/** Read model: the seats of a performance. */
@NullMarked
package encore.reservation.seatmap;

import org.jspecify.annotations.NullMarked;
