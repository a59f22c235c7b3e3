package encore.audit.line;

import encore.kernel.EventLog;
import encore.kernel.LineName;
import org.springframework.stereotype.Component;

import java.time.Instant;

/** Replays a line. */
@Component
class Lines {

    private static final int AT_ONCE = 5_000;

    private final EventLog eventLog;

    Lines(EventLog eventLog) {
        this.eventLog = eventLog;
    }

    /**
     * Reads the line from its beginning. Clocks of several nodes differ, and a single time may be
     * wrong on purpose: what comes after the end is left once a whole page of events does.
     */
    LineAudit between(LineName line, Instant from, Instant to, long after, int limit) {
        var replay = new LineReplay(line, from, to, after, limit);
        long head = eventLog.head();
        long position = -1;
        boolean isOver = false;
        while (position < head && !isOver) {
            var page = eventLog.after(position, AT_ONCE);
            isOver = page.stream().allMatch(stored -> stored.at().isAfter(to));
            page.forEach(replay::read);
            position = page.isEmpty() ? head : page.getLast().position();
        }
        return replay.found();
    }
}
