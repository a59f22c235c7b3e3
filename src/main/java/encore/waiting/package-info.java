/** Who may come in now: the line, the gate, and who is admitted next. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http"})
@NullMarked
package encore.waiting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
