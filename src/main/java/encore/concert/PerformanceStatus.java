package encore.concert;

/** Whether the seats of a performance are sold, for now or for good. */
public enum PerformanceStatus {
    OPEN,
    CLOSED,
    CANCELLED
}
