package encore.audit.ledger;

import encore.audit.line.PassedTime;
import encore.kernel.LineName;
import encore.kernel.StoredEvent;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.steering.LineEvent;

import java.util.HashMap;
import java.util.Map;

/** Walks along every line, each as if there were no other. */
final class FairLines {

    private final Capacities capacities;
    private final Found found;
    private final PassedTime time = new PassedTime();
    private final Map<LineName, FairLine> lines = new HashMap<>();

    FairLines(Capacities capacities, Found found) {
        this.capacities = capacities;
        this.found = found;
    }

    void on(StoredEvent at, WaitingTokenEvent event) {
        line(event.token().line()).on(at, event);
        if (time.sees(at.at())) {
            lines.values().forEach(line -> line.forgetAway(time.passed()));
        }
    }

    void on(StoredEvent at, LineEvent event) {
        line(event.line()).on(at, event);
    }

    private FairLine line(LineName name) {
        return lines.computeIfAbsent(name, line -> new FairLine(line, capacities, found));
    }
}
