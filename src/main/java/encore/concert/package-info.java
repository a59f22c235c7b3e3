/** What plays when: performances, and how their seats are laid out. */
@ApplicationModule(allowedDependencies = "kernel")
package encore.concert;

import org.springframework.modulith.ApplicationModule;
