package encore.waiting.lobby;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 of several fields. Each goes in after its length, and a label first, so that no two
 * lists of fields, and no two uses, are ever the same bytes.
 */
final class Sha256 {

    private final MessageDigest digest = begin();

    private Sha256() {}

    static Sha256 labelled(String label) {
        return new Sha256().text(label);
    }

    /** SHA-256 alone, without a label. */
    static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** UTF-8. */
    Sha256 text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** The length in four bytes, the higher ones first, then the bytes. */
    Sha256 bytes(byte[] value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).flip());
        digest.update(value);
        return this;
    }

    Sha256 bytes(Hex32 value) {
        return bytes(value.bytes());
    }

    /** Eight bytes, the higher ones first. */
    Sha256 number(long value) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
        return this;
    }

    Hex32 hash() {
        return Hex32.of(digest.digest());
    }
}
