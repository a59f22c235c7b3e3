/** Who gets which chair: seats, holds and reservations. */
@ApplicationModule(allowedDependencies = {"kernel", "http", "concert"})
package encore.reservation;

import org.springframework.modulith.ApplicationModule;
