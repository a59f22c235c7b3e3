/** Whether the whole ledger keeps every rule. */
@NullMarked
package encore.audit.ledger;

import org.jspecify.annotations.NullMarked;
