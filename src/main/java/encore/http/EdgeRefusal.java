package encore.http;

import encore.kernel.Fact;
import encore.kernel.Refusal;

/** What the edge refuses, before any room is asked. */
public enum EdgeRefusal implements Refusal {
    ISSUER_KEY_REQUIRED(401),
    OPERATOR_REQUIRED(401),
    CROSS_SITE(403),
    METHOD_NOT_ALLOWED(405),
    REQUEST_IN_PROGRESS(409),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422);

    private final Told told;

    EdgeRefusal(int status, Fact... facts) {
        told = new Told(status, facts);
    }

    @Override
    public Told told() {
        return told;
    }
}
