package encore.kernel;

/**
 * A command that involves no aggregate but its own. Commands that wait for the same aggregate are
 * decided one after the other, and stored together.
 */
public interface Combinable {}
