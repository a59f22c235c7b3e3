package encore.reservation.seatmap;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.Gatekeeper;
import encore.http.Problems;
import encore.http.Routes;
import encore.http.stream.EventStream;
import encore.http.stream.WhileInside;
import encore.kernel.Queries;
import encore.reservation.LineOfPerformance;
import encore.waiting.WaitingRefusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

import java.time.Clock;
import java.util.Optional;

import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;
import static encore.waiting.WaitingRefusal.TOKEN_LINE_MISMATCH;

/** The seats of a performance, as they change. */
@Tag(name = "Performances")
@RestController
class SeatEventsController {

    private static final int MOST = 10_000;

    private final Queries queries;
    private final LineOfPerformance lines;
    private final Gatekeeper gate;

    /** For as long as anybody follows them; where one is let go earlier, work is done twice. */
    private final LoadingCache<PerformanceId, FollowedSeats> followed;

    SeatEventsController(
            Queries queries,
            LineOfPerformance lines,
            Gatekeeper gate,
            Clock clock,
            JsonMapper json) {
        this.queries = queries;
        this.lines = lines;
        this.gate = gate;
        this.followed = Caffeine.newBuilder()
                .maximumSize(MOST)
                .weakValues()
                .build(performance -> new FollowedSeats(
                        () -> queries.ask(new FindSeatsInMemory(performance)), clock, json));
    }

    /**
     * Events named seats, at most four a second: {"version","changed":[{"seatId","status"}]}. The
     * first tells the version from which on changes are told, or what has changed since the
     * version that you have; each event's id is its version. The stream ends with an event named
     * expired when the token has.
     *
     * @param since a version, or the ETag of the seats that you have; Last-Event-ID goes before it
     */
    @Operation(operationId = "watchSeats", summary = "See how the seats of a performance change")
    @Answers(
            status = 200,
            says = "A stream of events that goes on until you hang up",
            headers = "Cache-Control")
    @PerformanceRefusal.Possible(PERFORMANCE_NOT_FOUND)
    @WaitingRefusal.Possible(TOKEN_LINE_MISMATCH)
    @GetMapping(
            path = Routes.PERFORMANCES + "/{id}/seats/events",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    EventStream watch(
            Caller caller,
            @PathVariable PerformanceId id,
            @RequestParam(required = false) @Nullable String since) {
        var from = since == null
                ? null
                : SeatMapVersion.read(since)
                        .orElseThrow(() -> Problems.invalid("since", "malformed"));
        lines.mustHaveLetIn(caller.token(), id);
        queries.ask(new FindSeatMapVersion(id, null));
        var seats = followed.get(id);
        return EventStream.of(
                        caller.token(),
                        new WhileInside(
                                caller.token(),
                                gate,
                                told -> seats.since(Optional.ofNullable(told)
                                        .flatMap(SeatMapVersion::read)
                                        .orElse(from))))
                .wokenBy(seats.topic())
                .atMostEvery(FollowedSeats.EVERY);
    }
}
