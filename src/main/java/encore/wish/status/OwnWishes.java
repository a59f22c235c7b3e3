package encore.wish.status;

import io.swagger.v3.oas.annotations.media.Schema;

import java.util.List;

/** A user's newest wishes, newest first. */
@Schema(name = "Wishes")
public record OwnWishes(List<WishView> wishes) {}
