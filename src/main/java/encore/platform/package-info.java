/** Where it runs: the database, Axon, security and the API's own description. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel"})
package encore.platform;

import org.springframework.modulith.ApplicationModule;
