package encore.reservation.hall;

import org.jspecify.annotations.Nullable;

/**
 * What a group wants: 1 to 8 seats.
 *
 * @param section only there; null: anywhere
 * @param maxPrice of each seat, in points; null: any
 */
public record Wanted(
        int count, @Nullable String section, @Nullable Long maxPrice) {

    /** The largest group that is seated at once. */
    public static final int MOST = 8;

    public Wanted {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " seats, not " + count);
        }
    }
}
