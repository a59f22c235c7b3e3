/** Secrets that a server signs with, and where they are kept. */
@NullMarked
package encore.kernel.secret;

import org.jspecify.annotations.NullMarked;
