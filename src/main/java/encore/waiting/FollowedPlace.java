package encore.waiting;

import encore.http.stream.StreamEvent;
import encore.http.stream.StreamSource;
import encore.kernel.Queries;
import encore.kernel.TokenId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.line.FindNotice;
import encore.waiting.line.FindNotice.Notice;
import encore.waiting.line.FindPlace;
import encore.waiting.line.LineView;
import encore.waiting.line.Place;
import encore.waiting.line.Place.Status;
import encore.waiting.steering.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.Objects;

/**
 * One token for its holder who follows it: {@code place} while it waits, {@code admitted} when it
 * is in, and again when it lasts longer, {@code expired} as the last, and {@code message} when the
 * operator says something to all.
 *
 * <p>A place is told again when it has changed by a fiftieth, or the wait has: so who is far back
 * is told little, and who is near the door each step.
 */
final class FollowedPlace implements StreamSource {

    private static final double WORTH_TELLING = 0.02;

    /** In seconds: a stream that is open is asked at least so often, by its heartbeats. */
    private static final long OPEN_FOR = 30;

    private final TokenId token;
    private final Queries queries;
    private final Attendance attendance;
    private final JsonMapper json;
    private @Nullable Place told;
    private @Nullable Message said;

    FollowedPlace(TokenId token, Queries queries, Attendance attendance, JsonMapper json) {
        this.attendance = attendance;
        this.token = token;
        this.queries = queries;
        this.json = json;
    }

    record Waits(
            @Nullable Integer number,
            @Nullable Long position,
            @Nullable EstimatedWait estimatedWait,
            LineView.State line) {}

    record In(@Nullable Instant expiresAt) {}

    record Over(@Nullable ExpiryReason reason) {}

    @Override
    public @Nullable StreamEvent after(@Nullable String has) {
        var place = queries.ask(new FindPlace(token));
        attendance.waits(token, place.number(), OPEN_FOR);
        var before = told;
        if (before == null || isWorthTelling(before, place)) {
            told = place;
            var event = event(place);
            if (before != null || !event.id().equals(has)) {
                return event;
            }
        }
        return place.status() == Status.WAITING ? message() : null;
    }

    private static boolean isWorthTelling(Place before, Place now) {
        if (before.status() != now.status()
                || !Objects.equals(before.number(), now.number())
                || !Objects.equals(before.expiresAt(), now.expiresAt())) {
            return true;
        }
        var then = before.position();
        var position = now.position();
        if (then == null || position == null) {
            return !Objects.equals(then, position);
        }
        return then - position >= Math.max(1, then * WORTH_TELLING)
                || position > then
                || !Objects.equals(before.span(), now.span());
    }

    private StreamEvent event(Place place) {
        return switch (place.status()) {
            case WAITING ->
                StreamEvent.of(
                        "place",
                        json.writeValueAsString(new Waits(
                                place.number(),
                                place.position(),
                                EstimatedWait.of(place.span()),
                                notice().state())));
            case ACTIVE ->
                StreamEvent.of("admitted", json.writeValueAsString(new In(place.expiresAt())));
            case EXPIRED ->
                StreamEvent.of("expired", json.writeValueAsString(new Over(place.reason())))
                        .last();
        };
    }

    /** What all are told, where it is not what this one was told last. */
    private @Nullable StreamEvent message() {
        var message = notice().message();
        if (Objects.equals(message, said)) {
            return null;
        }
        said = message;
        return StreamEvent.of(
                "message", json.writeValueAsString(message == null ? new Nothing() : message));
    }

    /** The message was taken back. */
    record Nothing() {}

    private Notice notice() {
        return queries.ask(new FindNotice(token.line()));
    }
}
