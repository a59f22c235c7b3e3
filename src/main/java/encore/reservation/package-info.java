/** Who gets which chair: seats, holds and reservations. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http", "concert", "waiting"})
@NullMarked
package encore.reservation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
