package encore.http;

/** The addresses of the API, named once: for controllers, for who may call, for Location. */
public final class Routes {

    public static final String TOKENS = "/api/v1/tokens";
    public static final String LINE = "/api/v1/line";
    public static final String PERFORMANCES = "/api/v1/performances";
    public static final String OPERATORS = "/api/v1/operator";
    public static final String RESERVATIONS = "/api/v1/reservations";
    public static final String WISHES = "/api/v1/wishes";
    public static final String POINTS = "/api/v1/points";
    public static final String PAYMENTS = "/api/v1/payments";
    public static final String TICKETS = "/api/v1/tickets";
    public static final String STALLED_PAYMENTS = "/api/v1/stalled-payments";
    public static final String PROJECTIONS = "/api/v1/projections";
    public static final String AUDIT = "/api/v1/audit";
    public static final String AUDITS = "/api/v1/audits";

    public static final String ALL_OF_THE_API = "/api/**";
    public static final String HEALTH = "/actuator/health/**";
    public static final String METRICS = "/actuator/prometheus";

    private Routes() {}
}
