/** Read model: how a balance came about. */
@NullMarked
package encore.point.history;

import org.jspecify.annotations.NullMarked;
