package encore.point.balance;

import encore.kernel.Query;
import encore.kernel.UserId;

/** What a user has, in points; nothing for somebody who never charged any. */
public record FindBalance(UserId user) implements Query<Long> {}
