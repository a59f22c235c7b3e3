/** How a balance came about. */
@NullMarked
package encore.audit.account;

import org.jspecify.annotations.NullMarked;
