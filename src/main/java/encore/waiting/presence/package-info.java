/** Who is still there: who waits without a word, and who was let in and never came. */
@NullMarked
package encore.waiting.presence;

import org.jspecify.annotations.NullMarked;
