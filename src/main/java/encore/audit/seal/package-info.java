/** Whether the past is still what it was: seals over ranges of events. */
@NullMarked
package encore.audit.seal;

import org.jspecify.annotations.NullMarked;
