/** Push: server-sent events, and how thousands of streams of them are held open. */
@NullMarked
package encore.http.stream;

import org.jspecify.annotations.NullMarked;
