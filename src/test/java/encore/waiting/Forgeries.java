package encore.waiting;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What can be made of a genuine token without the key: none is the token itself. */
final class Forgeries {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final List<String> ALGORITHMS = List.of(
            "none", "None", "NONE", "nOnE", "HS256", "HS384", "HS512", "RS256", "ES256", "");
    private static final List<String> WEAK_KEYS = List.of(
            "00000000000000000000000000000000",
            "secretsecretsecretsecretsecretse",
            "encore.waiting.signing-key-12345");

    private final Random random = new Random(7);
    private final String genuine;
    private final String header;
    private final String claims;
    private final String signature;

    Forgeries(String genuine) {
        this.genuine = genuine;
        var parts = genuine.split("\\.");
        header = decoded(parts[0]);
        claims = decoded(parts[1]);
        signature = parts[2];
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each thought of once. */
    Collection<String> planned() {
        var all = new LinkedHashSet<String>();
        truncated(all);
        spelt(all);
        for (var said : List.of(claims, othersClaims("victim"), laterClaims())) {
            for (var algorithm : ALGORITHMS) {
                unsigned(all, algorithm, said);
            }
            for (var key : WEAK_KEYS) {
                all.add(signed(key, header, said));
                all.add(signed(key, "{\"alg\":\"HS256\"}", said));
                all.add(signed(key, "{\"kid\":null,\"alg\":\"HS256\"}", said));
                all.add(signed(key, "{\"kid\":\"../../dev/null\",\"alg\":\"HS256\"}", said));
            }
        }
        // A signed token's parts in another order, and with none of them.
        all.add(encoded(claims) + "." + encoded(header) + "." + signature);
        all.add("..");
        all.add("." + encoded(claims) + ".");
        all.remove(genuine);
        return all;
    }

    private void truncated(Collection<String> all) {
        for (int length = 0; length < genuine.length(); length++) {
            all.add(genuine.substring(0, length));
            all.add(genuine.substring(length + 1));
        }
    }

    /** The same, written in another way. */
    private void spelt(Collection<String> all) {
        var parts = genuine.split("\\.");
        all.addAll(List.of(
                genuine + "=",
                genuine + ".",
                genuine + "A",
                genuine + " ",
                " " + genuine,
                "Bearer " + genuine,
                genuine.toLowerCase(Locale.ROOT),
                genuine.replace(".", "=."),
                genuine.replace('.', ','),
                encoded(" " + header) + "." + parts[1] + "." + parts[2],
                parts[0] + "." + encoded(claims + " ") + "." + parts[2]));
        for (int c = 0; c < ALPHABET.length(); c++) {
            all.add(genuine.substring(0, genuine.length() - 1) + ALPHABET.charAt(c));
        }
    }

    private void unsigned(Collection<String> all, String algorithm, String said) {
        var head = encoded("{\"alg\":\"" + algorithm + "\"}") + "." + encoded(said) + ".";
        all.add(head);
        all.add(head + signature);
        all.add(head + "AA");
    }

    private static String signed(String key, String header, String said) {
        var text = encoded(header) + "." + encoded(said);
        try {
            var signer = new MACSigner(key);
            return text + "."
                    + signer.sign(
                            new JWSHeader(JWSAlgorithm.HS256),
                            text.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private String othersClaims(String user) {
        return claims.replaceFirst("\"sub\":\"[^\"]*\"", "\"sub\":\"" + user + "\"");
    }

    /** Issued later, and good for ever. */
    private String laterClaims() {
        return claims.replaceFirst("\"iat\":\\d+", "\"iat\":4102444800,\"exp\":4133980800");
    }

    /** So many, drawn at random. */
    List<String> drawn(int count) {
        var all = new ArrayList<String>();
        while (all.size() < count) {
            var forged = switch (random.nextInt(4)) {
                case 0 -> withLetters(1);
                case 1 -> withLetters(1 + random.nextInt(20));
                case 2 ->
                    encoded(header)
                            + "."
                            + encoded(othersClaims("user-" + random.nextInt(100_000)))
                            + "."
                            + signature;
                default ->
                    genuine.substring(0, genuine.lastIndexOf('.') + 1)
                            + BASE64.encodeToString(randomBytes());
            };
            if (!forged.equals(genuine)) {
                all.add(forged);
            }
        }
        return all;
    }

    private String withLetters(int changed) {
        var letters = genuine.toCharArray();
        for (int i = 0; i < changed; i++) {
            letters[random.nextInt(letters.length)] =
                    ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        }
        return new String(letters);
    }

    private byte[] randomBytes() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }
}
