/** Events that a read model or an automation could not take in. */
@NullMarked
package encore.replay.deadletter;

import org.jspecify.annotations.NullMarked;
