package encore.http;

import jakarta.servlet.http.HttpServletRequest;

/** Knows those for whom {@link Bulkheads} are kept. */
public interface KnownCaller {

    CallerGroup group();

    /**
     * Whether one of them has sent this. Asked of every request before anything else is, so it
     * must not be claimed but proven, and cost next to nothing.
     */
    boolean hasSent(HttpServletRequest request);
}
