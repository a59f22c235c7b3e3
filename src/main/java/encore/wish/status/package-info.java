/** Read model: how a wish stands. */
@NullMarked
package encore.wish.status;

import org.jspecify.annotations.NullMarked;
