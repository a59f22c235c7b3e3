/** Who may come in now: the line, the gate, and who is admitted next. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http"})
package encore.waiting;

import org.springframework.modulith.ApplicationModule;
