/** Where it runs: the database, Axon, security and the API's own description. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel"})
@NullMarked
package encore.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
