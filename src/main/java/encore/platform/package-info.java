/** Where it runs: commands, the event store, processors, the database. Nobody knows this room. */
@ApplicationModule(allowedDependencies = "kernel")
@NullMarked
package encore.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
