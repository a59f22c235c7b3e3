/** A fair start: the lobby's order, and the proof that nobody has chosen it. */
@NamedInterface("lobby")
@NullMarked
package encore.waiting.lobby;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
