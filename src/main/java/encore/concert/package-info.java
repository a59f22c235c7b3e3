/** What plays when: performances, and how their seats are laid out. */
@ApplicationModule(allowedDependencies = {"kernel", "http"})
package encore.concert;

import org.springframework.modulith.ApplicationModule;
