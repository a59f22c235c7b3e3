/** What lets one in: a ticket for each sold seat, with a code that is checked at the door. */
@ApplicationModule(
        allowedDependencies = {"kernel", "http", "concert", "reservation", "reservation::status"})
@NullMarked
package encore.ticket;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
