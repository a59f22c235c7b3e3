/** Read model: places in the line. */
@NullMarked
package encore.waiting.line;

import org.jspecify.annotations.NullMarked;
