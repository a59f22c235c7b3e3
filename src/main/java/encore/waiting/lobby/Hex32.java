package encore.waiting.lobby;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** 32 bytes, a hash or a secret, written as 64 hexadecimal digits in lower case. */
public record Hex32(@JsonValue String value) {

    public static final int BYTES = 32;

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Hex32 {
        if (value == null || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not 64 hexadecimal digits in lower case");
        }
    }

    /** Of exactly 32 bytes. */
    public static Hex32 of(byte[] bytes) {
        return new Hex32(HexFormat.of().formatHex(bytes));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
