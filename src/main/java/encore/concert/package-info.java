/** What plays when: performances, and how their seats are laid out. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http"})
@NullMarked
package encore.concert;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
