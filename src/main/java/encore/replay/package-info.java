/** Forget and read again: how the read models stand, and building them anew beside the old. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http"})
@NullMarked
package encore.replay;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
