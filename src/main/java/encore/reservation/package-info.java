/** Who gets which chair: seats, holds and reservations. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http", "concert"})
package encore.reservation;

import org.springframework.modulith.ApplicationModule;
