/** Points for a seat: the process that takes the one and gives the other, and how it ended. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "readmodel",
            "http",
            "concert",
            "reservation",
            "reservation::status",
            "point",
            "waiting"
        })
@NullMarked
package encore.payment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
