/** Questions about the past, answered from the events. */
@ApplicationModule(allowedDependencies = {"kernel", "waiting", "concert", "reservation", "point"})
package encore.audit;

import org.springframework.modulith.ApplicationModule;
