/** What somebody has now. The question is open to other rooms. */
@NamedInterface("balance")
package encore.point.balance;

import org.springframework.modulith.NamedInterface;
