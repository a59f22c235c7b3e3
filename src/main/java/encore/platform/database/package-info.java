/** Which PostgreSQL: an embedded one, or one that is named; and which nodes share it. */
@NullMarked
package encore.platform.database;

import org.jspecify.annotations.NullMarked;
