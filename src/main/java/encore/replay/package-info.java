/** Forget and read again: how the read models stand, and building them anew beside the old. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http"})
package encore.replay;

import org.springframework.modulith.ApplicationModule;
