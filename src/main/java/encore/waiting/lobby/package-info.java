/** A fair start: the lobby's order, and the proof that nobody has chosen it. */
@NullMarked
package encore.waiting.lobby;

import org.jspecify.annotations.NullMarked;
