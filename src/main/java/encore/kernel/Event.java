package encore.kernel;

/**
 * Something that happened and is kept for good. Stored under its simple name, so that packages can
 * be renamed and a name, once stored, stays.
 */
public interface Event {}
