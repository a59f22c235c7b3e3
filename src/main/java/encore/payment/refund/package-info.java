/** The way back: one reservation is refunded, or all of a performance that is cancelled. */
@NullMarked
package encore.payment.refund;

import org.jspecify.annotations.NullMarked;
