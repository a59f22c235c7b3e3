/** Who may call what: the operator, other sites, everybody. */
@NullMarked
package encore.http.access;

import org.jspecify.annotations.NullMarked;
