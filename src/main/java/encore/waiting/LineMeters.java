package encore.waiting;

import encore.kernel.metrics.Gauges;

import org.springframework.stereotype.Component;

/** How many wait, and how many are inside; by an index each, however many there have ever been. */
@Component
class LineMeters {

    private static final String WAITING =
            "select count(*) as people from line where status = 'WAITING'";
    private static final String INSIDE =
            "select coalesce(sum(inside), 0) as people from line_room";

    LineMeters(Gauges gauges) {
        gauges.of(WAITING)
                .show(
                        "encore.line.waiting",
                        "People who wait in the line",
                        null,
                        row -> Gauges.number(row, "people"));
        gauges.of(INSIDE)
                .show(
                        "encore.line.inside",
                        "People whom the line has let in, and whose token is active",
                        null,
                        row -> Gauges.number(row, "people"));
    }
}
