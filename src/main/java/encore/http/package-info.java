/** The edge: who may call, how much comes in, how refusals look, the API's own description. */
@ApplicationModule(type = ApplicationModule.Type.OPEN, allowedDependencies = "kernel")
@NullMarked
package encore.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
