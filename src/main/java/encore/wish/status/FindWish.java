package encore.wish.status;

import encore.kernel.Query;
import encore.wish.WishId;

/** One wish. Refused with WISH_NOT_FOUND for an unknown one. */
public record FindWish(WishId wish) implements Query<WishView> {}
