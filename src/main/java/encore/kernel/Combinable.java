package encore.kernel;

/**
 * A command that no aggregate but its own has a say in. Those that wait for the same aggregate are
 * decided one after the other, and stored together.
 */
public interface Combinable {}
