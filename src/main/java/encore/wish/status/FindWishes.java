package encore.wish.status;

import encore.kernel.Query;
import encore.kernel.UserId;

/** A user's newest wishes, newest first. */
public record FindWishes(UserId user) implements Query<OwnWishes> {}
