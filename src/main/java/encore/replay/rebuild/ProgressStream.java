package encore.replay.rebuild;

import encore.http.stream.EventStream;
import encore.http.stream.StreamEvent;
import encore.http.stream.Topic;
import encore.replay.rebuild.Rebuild.State;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import java.time.Duration;
import java.util.function.Supplier;

/** Tells how far a rebuild is as server-sent events, until it has ended. */
@Component
class ProgressStream {

    private static final String EVENT = "progress";
    private static final Duration TICK = Duration.ofMillis(250);

    private final JsonMapper json;

    ProgressStream(JsonMapper json) {
        this.json = json;
    }

    /** One event whenever it has gone on, the last one when it has ended. */
    EventStream of(Supplier<Rebuild> rebuild) {
        return EventStream.ofTheOperator(told -> next(rebuild.get(), told))
                .wokenBy(Topic.watching(TICK, rebuild))
                .atMostEvery(TICK);
    }

    private @Nullable StreamEvent next(Rebuild now, @Nullable String told) {
        var event = StreamEvent.of(EVENT, json.writeValueAsString(now));
        if (now.state() != State.RUNNING) {
            return event.last();
        }
        return event.id().equals(told) ? null : event;
    }
}
