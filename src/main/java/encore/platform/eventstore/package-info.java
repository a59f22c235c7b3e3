/** How events are stored, and how they are read again. */
@NullMarked
package encore.platform.eventstore;

import org.jspecify.annotations.NullMarked;
