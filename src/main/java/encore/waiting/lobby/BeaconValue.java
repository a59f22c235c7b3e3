package encore.waiting.lobby;

import java.util.regex.Pattern;

/**
 * What a beacon said in a round. The signature is hexadecimal digits in lower case, two for a byte,
 * of 96 bytes at most; empty where a beacon signs nothing.
 */
public record BeaconValue(long round, Hex32 randomness, String signature) {

    private static final Pattern SIGNATURE = Pattern.compile("([0-9a-f]{2}){0,96}");

    public BeaconValue {
        if (round < 1) {
            throw new IllegalArgumentException("rounds are counted from 1");
        }
        if (!SIGNATURE.matcher(signature).matches()) {
            throw new IllegalArgumentException("a signature is at most 96 bytes in hexadecimal");
        }
    }
}
