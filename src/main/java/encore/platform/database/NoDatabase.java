package encore.platform.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Why there is no database to work with, and what its owner can do about it. */
final class NoDatabase extends RuntimeException {

    private final String action;

    NoDatabase(String why, String action) {
        super(why);
        this.action = action;
    }

    /** Says both, instead of a stack trace. */
    static class Explanation extends AbstractFailureAnalyzer<NoDatabase> {

        @Override
        protected FailureAnalysis analyze(Throwable root, NoDatabase cause) {
            return new FailureAnalysis(cause.getMessage(), cause.action, cause);
        }
    }
}
