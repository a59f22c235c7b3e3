/** Read model: how a reservation stands. */
@NullMarked
package encore.reservation.status;

import org.jspecify.annotations.NullMarked;
