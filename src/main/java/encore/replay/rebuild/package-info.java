/** Building a read model anew beside the one that is read. */
@NullMarked
package encore.replay.rebuild;

import org.jspecify.annotations.NullMarked;
