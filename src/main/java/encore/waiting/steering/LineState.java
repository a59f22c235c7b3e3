package encore.waiting.steering;

/** What the operator lets a line do. */
public enum LineState {
    /** People join, and come in. */
    OPEN,
    /** People join, and none comes in. */
    PAUSED,
    /** Nobody joins, and those who wait come in. */
    DRAINING
}
