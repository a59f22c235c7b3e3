package encore.reservation.seatmap;

import encore.http.stream.StreamEvent;
import encore.http.stream.Topic;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The seats of a performance for all who follow their changes. It is looked at four times a second,
 * whether an event or time alone has changed a seat. All go from one look to the next, so what has
 * changed between the two is found and encoded once.
 */
final class FollowedSeats {

    static final Duration EVERY = Duration.ofMillis(250);

    private static final String EVENT = "seats";

    /** From so many versions what has changed is kept; those who come back bring old ones. */
    private static final int KEPT = 64;

    private final Supplier<SeatMapCache> seats;
    private final Clock clock;
    private final JsonMapper json;
    private final Topic topic = Topic.watching(EVERY, this::look);
    private final Map<SeatMapVersion, StreamEvent> events = new HashMap<>();
    private @Nullable SeatMapVersion seen;

    FollowedSeats(Supplier<SeatMapCache> seats, Clock clock, JsonMapper json) {
        this.seats = seats;
        this.clock = clock;
        this.json = json;
    }

    Topic topic() {
        return topic;
    }

    private synchronized SeatMapVersion look() {
        var version = seats.get().version(clock.instant());
        if (!version.equals(seen)) {
            events.clear();
            seen = version;
        }
        return version;
    }

    /**
     * What has changed since then.
     *
     * @param then null for the version from which on changes are told, and none yet
     * @return null for nothing
     */
    synchronized @Nullable StreamEvent since(@Nullable SeatMapVersion then) {
        var now = seen == null || then != null && then.newest() > seen.newest() ? look() : seen;
        if (then == null) {
            return event(now, List.of());
        }
        if (then.equals(now)) {
            return null;
        }
        var known = events.get(then);
        if (known == null) {
            // Seats that have changed after the last look are told as they are, and once more.
            known = event(now, seats.get().changesSince(then, clock.instant()));
            if (events.size() < KEPT) {
                events.put(then, known);
            }
        }
        return known;
    }

    private StreamEvent event(SeatMapVersion version, List<SeatChange> changes) {
        var told = version.toString();
        return StreamEvent.of(
                EVENT, told, json.writeValueAsString(new SeatChanges(told, changes)));
    }
}
