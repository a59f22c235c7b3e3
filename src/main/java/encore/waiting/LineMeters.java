package encore.waiting;

import encore.kernel.LineName;
import encore.kernel.metrics.Gauges;
import encore.waiting.line.KnownLines;
import org.springframework.stereotype.Component;

import java.util.function.ToIntFunction;

/** How many wait, and how many are inside, on all lines; from memory, however many there are. */
@Component
class LineMeters {

    private final KnownLines lines;

    LineMeters(Gauges gauges, KnownLines lines) {
        this.lines = lines;
        gauges.of(() -> onAll(lines::waiting))
                .show(
                        "encore.line.waiting",
                        "People who wait in the line",
                        null,
                        Integer::doubleValue);
        gauges.of(() -> onAll(lines::inside))
                .show(
                        "encore.line.inside",
                        "People whom the line has let in, and whose token is active",
                        null,
                        Integer::doubleValue);
    }

    private int onAll(ToIntFunction<LineName> count) {
        return lines.names().stream().mapToInt(count).sum();
    }
}
