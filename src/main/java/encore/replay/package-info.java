/** Forget and read again: rebuilding read models, progress. */
@ApplicationModule(allowedDependencies = "kernel")
package encore.replay;

import org.springframework.modulith.ApplicationModule;
