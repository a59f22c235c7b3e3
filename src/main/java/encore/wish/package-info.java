/** Returned seats go to who waits for them: wishes, and offers in their order. */
@ApplicationModule(
        allowedDependencies = {
            "kernel",
            "readmodel",
            "http",
            "concert",
            "waiting",
            "reservation",
            "reservation::seatmap"
        })
@NullMarked
package encore.wish;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
