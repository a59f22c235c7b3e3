package encore.http;

/**
 * An answer that is JSON already, made once for many who ask.
 *
 * @param json UTF-8; not to be changed
 */
public record Encoded(byte[] json) {}
