/** What joining a line costs while the operator asks for it: a proof of work, or a verdict. */
@NullMarked
package encore.waiting.price;

import org.jspecify.annotations.NullMarked;
