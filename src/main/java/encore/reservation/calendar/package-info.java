/** Read model: performances, and how many seats are left. */
@NullMarked
package encore.reservation.calendar;

import org.jspecify.annotations.NullMarked;
