/** Read model: every performance as it stands now. */
@NullMarked
package encore.concert.programme;

import org.jspecify.annotations.NullMarked;
