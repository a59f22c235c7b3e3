/** Questions about the past, answered from events. Asking changes nothing. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "readmodel",
            "http",
            "waiting",
            "waiting :: lobby",
            "waiting :: steering",
            "concert",
            "reservation",
            "wish",
            "point",
            "point :: balance",
            "payment :: outcome"
        })
@NullMarked
package encore.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
