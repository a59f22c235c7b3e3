package encore.http;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * An answer that is JSON already: made once for many requests, and compressed once for those that
 * accept gzip. An answer made of parts is compressed part by part, so a change costs only the parts
 * that have changed.
 */
public final class JsonBytes {

    /** RFC 1952: deflated, nothing known of a file, a time or a system. */
    private static final byte[] GZIP_HEAD = {
        0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff
    };

    /** RFC 1951: a last block with nothing in it. */
    private static final byte[] LAST_BLOCK = {3, 0};

    private static final int TRAILER = 2 * Integer.BYTES;

    private final List<Part> parts;
    private byte @Nullable [] json;
    private byte @Nullable [] gzip;

    /** UTF-8; not to be changed. */
    public JsonBytes(byte[] json) {
        this(List.of(new Part(json)));
    }

    /** JSON when put one after the other. */
    public JsonBytes(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** A part of an answer, which may be a part of the next one, too. */
    public static final class Part {

        private final byte[] bytes;
        private byte @Nullable [] deflated;

        /** UTF-8; not to be changed. */
        public Part(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Whole blocks that refer to nothing before them, so that any others may come before. */
        private synchronized byte[] deflated() {
            if (deflated == null) {
                var deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
                try {
                    deflater.setInput(bytes);
                    var out = new ByteArrayOutputStream(bytes.length / 8);
                    var buffer = new byte[Math.max(256, bytes.length / 8)];
                    int length;
                    do {
                        length = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
                        out.write(buffer, 0, length);
                    } while (length == buffer.length);
                    deflated = out.toByteArray();
                } finally {
                    deflater.end();
                }
            }
            return deflated;
        }
    }

    /** Of the JSON. */
    int length() {
        return parts.stream().mapToInt(part -> part.bytes.length).sum();
    }

    public synchronized byte[] json() {
        if (json == null) {
            json = parts.size() == 1
                    ? parts.getFirst().bytes
                    : joined(parts.stream().map(part -> part.bytes).toList(), 0).array();
        }
        return json;
    }

    /** The JSON as a gzip file (RFC 1952). */
    synchronized byte[] gzip() {
        if (gzip == null) {
            var blocks = new ArrayList<byte[]>();
            blocks.add(GZIP_HEAD);
            var crc = new CRC32();
            for (var part : parts) {
                blocks.add(part.deflated());
                crc.update(part.bytes);
            }
            blocks.add(LAST_BLOCK);
            gzip = joined(blocks, TRAILER)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt((int) crc.getValue())
                    .putInt(length())
                    .array();
        }
        return gzip;
    }

    private static ByteBuffer joined(List<byte[]> pieces, int room) {
        var all = ByteBuffer.allocate(
                room + pieces.stream().mapToInt(p -> p.length).sum());
        pieces.forEach(all::put);
        return all;
    }
}
