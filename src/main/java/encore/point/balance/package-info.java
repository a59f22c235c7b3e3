/** What somebody has now. The question is open to other rooms. */
@NamedInterface("balance")
@NullMarked
package encore.point.balance;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
