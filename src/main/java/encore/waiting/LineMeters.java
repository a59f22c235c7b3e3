package encore.waiting;

import encore.kernel.Gauges;
import org.springframework.stereotype.Component;

/** How many wait, and how many are inside. */
@Component
class LineMeters {

    private static final String PEOPLE = """
            select count(*) filter (where active_until is null) as waiting,
                   count(*) filter (where active_until is not null) as inside
              from admission
            """;

    LineMeters(Gauges gauges) {
        gauges.show("encore.line.waiting", "People who wait in the line", null, PEOPLE,
                "waiting");
        gauges.show("encore.line.inside", "People whose token is active", null, PEOPLE,
                "inside");
    }
}
