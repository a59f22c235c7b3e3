package encore.waiting.steering;

import encore.kernel.LineName;

import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** What holds of a line, for who asks it within a unit of work of its own. */
@Component
public class Steering {

    private final Repository<Line> lines;

    Steering(Repository<Line> lines) {
        this.lines = lines;
    }

    /** As its events say; nothing holds of a line that nobody has spoken of. */
    public LineTerms terms(LineName line) {
        try {
            return lines.load(LineCommand.streamOf(line)).invoke(Line::terms);
        } catch (AggregateNotFoundException e) {
            return LineTerms.NONE;
        }
    }
}
