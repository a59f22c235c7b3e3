package encore.http.stream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * A server-sent event (WHATWG HTML, 9.2), encoded once for all streams that send it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the standard</a>
 */
public final class StreamEvent {

    private final String id;
    private final byte[] encoded;
    private final boolean isLast;

    private StreamEvent(String id, byte[] encoded, boolean isLast) {
        this.id = id;
        this.encoded = encoded;
        this.isLast = isLast;
    }

    /**
     * An event of a state that has a version.
     *
     * @param id the version, sent back as {@code Last-Event-ID} by a client that reconnects
     * @param json one line
     * @throws IllegalArgumentException when one of them has a line break in it
     */
    public static StreamEvent of(String name, String id, String json) {
        requireOneLine(name);
        requireOneLine(id);
        requireOneLine(json);
        var text = "event:" + name + "\nid:" + id + "\ndata:" + json + "\n\n";
        return new StreamEvent(id, text.getBytes(StandardCharsets.UTF_8), false);
    }

    /** An event of a state that has no version: what it says names it. */
    public static StreamEvent of(String name, String json) {
        var checksum = new CRC32C();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        checksum.update(json.getBytes(StandardCharsets.UTF_8));
        return of(name, HexFormat.of().toHexDigits((int) checksum.getValue()), json);
    }

    private static void requireOneLine(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("what is sent in an event is one line");
        }
    }

    /** The same, and the stream ends with it. */
    public StreamEvent last() {
        return new StreamEvent(id, encoded, true);
    }

    public String id() {
        return id;
    }

    boolean isLast() {
        return isLast;
    }

    ByteBuffer encoded() {
        return ByteBuffer.wrap(encoded);
    }
}
