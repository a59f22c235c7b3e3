/** Who held or owned each seat at an instant. */
@NullMarked
package encore.audit.seats;

import org.jspecify.annotations.NullMarked;
