/** What a user can spend: prepaid points (1 point = 1 won), and every line of their history. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http"})
@NullMarked
package encore.point;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
