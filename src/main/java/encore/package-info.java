/** An event-sourced concert ticketing server; each package below is a room of its own. */
@NullMarked
package encore;

import org.jspecify.annotations.NullMarked;
