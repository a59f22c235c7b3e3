/** Work that falls due, and what is to be done when it fails. */
@NullMarked
package encore.kernel.work;

import org.jspecify.annotations.NullMarked;
