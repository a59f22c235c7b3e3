/**
 * Which seats to choose: the best ones for a group, and none left alone. In memory; nothing else.
 */
@NullMarked
package encore.reservation.hall;

import org.jspecify.annotations.NullMarked;
