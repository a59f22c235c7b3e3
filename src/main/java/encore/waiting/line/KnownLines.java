package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.waiting.presence.Numbering;
import encore.waiting.steering.KnownTerms;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;

/** The lines as this node knows them, up to the newest event that it has heard of. */
@Component
public class KnownLines implements KnownTerms {

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

    @Override
    public List<LineName> names() {
        return lines.names();
    }

    @Override
    public int percent(LineName line) {
        var terms = lines.line(line).terms();
        return terms == null ? 0 : terms.percent;
    }

    /** Whether people have places, which they have not in a lobby. */
    public boolean hasOrder(LineName line) {
        var terms = lines.line(line).terms();
        return terms != null && !terms.hasNoOrder();
    }

    /** Whether something is to be done about a lobby: its doors are due, or it has no order. */
    public boolean lobbyIsDue(LineName line, Instant now) {
        var terms = lines.line(line).terms();
        return terms != null
                && terms.opensAt != null
                && terms.hasNoOrder()
                && !now.isBefore(terms.opensAt);
    }

    /** Which numbers people have. */
    public Numbering numbering(LineName line) {
        return lines.line(line).numbering();
    }

    /** The number of somebody who came in lately; null for anybody else. */
    public @Nullable Integer numberInside(TokenId token) {
        var stay = lines.line(token.line()).stay(token);
        return stay == null ? null : stay.number();
    }

    /** Those who wait, of whom this is true; told are the number, and since when they do. */
    public List<Candidate> waitingOf(
            LineName line, BiPredicate<Integer, Instant> question, int atMost) {
        return lines.line(line).waitingOf(question, atMost);
    }

    /** How many wait. */
    public int waiting(LineName line) {
        return lines.line(line).waiting();
    }

    /** How many are inside whom the line has let in. */
    public int inside(LineName line) {
        return lines.line(line).countInside();
    }

    /** Whether this node knows that those doors are scheduled, and who has come and gone since. */
    public boolean isLobbyOf(LineName line, String commitment) {
        var terms = lines.line(line).terms();
        return terms != null && terms.hasOpenLobby() && commitment.equals(terms.commitment);
    }

    /** All who waited just after the event at a position, in the order of joining. */
    public List<TokenId> lobbyAt(LineName line, long position) {
        return lines.line(line).lobbyAt(position);
    }
}
