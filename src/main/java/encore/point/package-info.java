/** What a user can spend: prepaid points (1 point = 1 won), and every line of their history. */
@ApplicationModule(allowedDependencies = {"kernel", "readmodel", "http"})
package encore.point;

import org.springframework.modulith.ApplicationModule;
