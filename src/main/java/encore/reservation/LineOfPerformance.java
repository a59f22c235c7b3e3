package encore.reservation;

import encore.concert.FindTerms;
import encore.concert.PerformanceId;
import encore.concert.Terms;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.waiting.WaitingRefusal;

import org.springframework.stereotype.Component;

/** A performance is sold to those whom its own line has let in. */
@Component
public class LineOfPerformance {

    private final Queries queries;

    LineOfPerformance(Queries queries) {
        this.queries = queries;
    }

    /**
     * The token is of the performance's line.
     *
     * @throws Refused with TOKEN_LINE_MISMATCH when it is not
     */
    public void mustHaveLetIn(TokenId token, PerformanceId performance) {
        mustHaveLetIn(token, queries.ask(new FindTerms(performance)));
    }

    static void mustHaveLetIn(TokenId token, Terms terms) {
        if (!token.line().equals(terms.line())) {
            throw new Refused(WaitingRefusal.TOKEN_LINE_MISMATCH)
                    .with("line", terms.line().value());
        }
    }
}
