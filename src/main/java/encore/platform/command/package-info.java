/** How commands reach aggregates, and the aggregates kept in memory. */
@NullMarked
package encore.platform.command;

import org.jspecify.annotations.NullMarked;
