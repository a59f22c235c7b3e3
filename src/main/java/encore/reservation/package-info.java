/** Who gets which chair: seats, holds and reservations. */
@ApplicationModule(allowedDependencies = {"kernel", "concert"})
package encore.reservation;

import org.springframework.modulith.ApplicationModule;
