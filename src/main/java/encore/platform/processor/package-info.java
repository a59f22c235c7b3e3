/** How far processors have read, and what the saga remembers. */
@NullMarked
package encore.platform.processor;

import org.jspecify.annotations.NullMarked;
