package encore.reservation.seatmap;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names the state of a performance's seats: another one whenever a seat looks different. Between
 * two events they change only by holds that lapse, so the last of these tells the rest.
 *
 * @param newest the position of the event that changed a seat last
 * @param lapsedAt when the hold that lapsed last did, in microseconds since the epoch; 0 for none
 */
record SeatMapVersion(long newest, long lapsedAt) {

    /** When there was no seat yet. */
    static final SeatMapVersion BEFORE_ALL = new SeatMapVersion(-1, 0);

    /** As a client sends it back: the version, or the ETag that it came with. */
    private static final Pattern WRITTEN =
            Pattern.compile("(?:W/)?\"?([0-9]{1,18})-([0-9]{1,18})\"?");

    /** Empty for what is no version. */
    static Optional<SeatMapVersion> read(String written) {
        var parts = WRITTEN.matcher(written);
        return parts.matches()
                ? Optional.of(new SeatMapVersion(
                        Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    /** Weak, for the same map goes out plain or compressed. */
    String etag() {
        return "W/\"" + this + '"';
    }

    @Override
    public String toString() {
        return newest + "-" + lapsedAt;
    }
}
