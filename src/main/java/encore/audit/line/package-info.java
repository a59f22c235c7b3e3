/** Whether the line was served in order. */
@NullMarked
package encore.audit.line;

import org.jspecify.annotations.NullMarked;
