package encore.kernel;

/**
 * Every reason to say no, by the stable name that clients rely on, with its HTTP status. The text
 * that goes with it is in {@code messages.properties} and {@code messages_ko.properties}.
 */
public enum Refusal {
    INVALID_REQUEST(400),
    TOKEN_REQUIRED(401),
    TOKEN_INVALID(401),
    TOKEN_EXPIRED(401),
    ISSUER_KEY_REQUIRED(401),
    OPERATOR_REQUIRED(401),
    INSUFFICIENT_POINTS(402),
    TOKEN_NOT_ACTIVE(403),
    NOT_RESERVATION_OWNER(403),
    CROSS_SITE(403),
    PERFORMANCE_NOT_FOUND(404),
    SEAT_NOT_FOUND(404),
    RESERVATION_NOT_FOUND(404),
    PAYMENT_NOT_FOUND(404),
    PROJECTION_NOT_FOUND(404),
    REBUILD_NOT_FOUND(404),
    DEAD_LETTER_NOT_FOUND(404),
    AUDIT_NOT_FOUND(404),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    SEAT_TAKEN(409),
    RESERVATION_CANCELLED(409),
    RESERVATION_PAID(409),
    HOLD_LOST(409),
    PERFORMANCE_CLOSED(409),
    BALANCE_LIMIT(409),
    SEAT_LIMIT(409),
    REBUILD_RUNNING(409),
    REQUEST_IN_PROGRESS(409),
    AUDIT_RUNNING(409),
    UNSUPPORTED_MEDIA_TYPE(415),
    IDEMPOTENCY_KEY_REUSED(422),
    TOO_MANY_REQUESTS(429),
    INTERNAL_SERVER_ERROR(500),
    OVERLOADED(503);

    private final int status;

    Refusal(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
