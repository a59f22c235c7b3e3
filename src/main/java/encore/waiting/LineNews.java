package encore.waiting;

import encore.http.stream.Topic;
import encore.kernel.LineName;
import encore.waiting.line.KnownLines;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Wakes those who follow their place when their line has changed. */
@Component
class LineNews {

    static final Duration EVERY = Duration.ofMillis(250);

    private final KnownLines lines;
    private final Map<LineName, Topic> topics = new ConcurrentHashMap<>();

    LineNews(KnownLines lines) {
        this.lines = lines;
    }

    Topic of(LineName line) {
        return topics.computeIfAbsent(
                line, name -> Topic.watching(EVERY, () -> lines.version(name)));
    }
}
