/** Limits below HTTP: connections, and the time that a request may take to arrive. */
@NullMarked
package encore.http.connection;

import org.jspecify.annotations.NullMarked;
