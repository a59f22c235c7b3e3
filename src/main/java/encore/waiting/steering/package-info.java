/** What the operator makes of a line: how many come in, how fast, when, and what is said to all. */
@NamedInterface("steering")
@NullMarked
package encore.waiting.steering;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
