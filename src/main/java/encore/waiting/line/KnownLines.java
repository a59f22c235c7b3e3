package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import org.springframework.stereotype.Component;

import java.util.List;

/** The lines as this node knows them, up to the newest event that it has heard of. */
@Component
public class KnownLines {

    private final LineCache lines;

    KnownLines(LineCache lines) {
        this.lines = lines;
    }

    /** Those who come in next, in their order. */
    public List<Candidate> next(LineName line, int atMost) {
        return lines.line(line).next(atMost);
    }

    /** Anything that is another after the line has changed. */
    public Object version(LineName line) {
        var known = lines.line(line);
        return List.of(System.identityHashCode(known), known.changes());
    }

    /** How many wait. */
    public int waiting(LineName line) {
        return lines.line(line).waiting();
    }

    /** How many are inside whom the line has let in. */
    public int inside(LineName line) {
        return lines.line(line).inside();
    }

    /** All who waited just after the event at a position, in the order of joining. */
    public List<TokenId> lobbyAt(LineName line, long position) {
        return lines.line(line).lobbyAt(position);
    }
}
