package encore.waiting;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.secret.SigningSecrets;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Makes and checks the credential a user holds: a JWT (RFC 7519) signed with HS256 that carries
 * user, token id and time of issue, and the id of the key that signed it. Signing is deterministic,
 * so the same token is the very same string every time, and checking is signing again: no other
 * spelling of a token is accepted.
 *
 * <p>Keys rotate: the first signs, all others are still accepted, so that nobody is thrown out.
 */
class TokenSigner {

    private static final JWSHeader WITHOUT_KEY_ID = new JWSHeader(JWSAlgorithm.HS256);
    private static final int LONGEST = 1_000;
    private static final int KEY_ID_BYTES = 6;

    /** What a genuine credential says. */
    record Pass(UserId user, TokenId token, Instant issuedAt) {}

    private record Key(String id, MACSigner signer) {

        JWSHeader header() {
            return new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(id).build();
        }
    }

    private final List<Key> keys;

    /**
     * Takes the keys, the one that signs first.
     *
     * @throws IllegalArgumentException when one is too weak, see {@link SigningSecrets#checked}
     */
    TokenSigner(List<String> keys) {
        this.keys = keys.stream().map(TokenSigner::key).toList();
    }

    private static Key key(String secret) {
        var bytes = SigningSecrets.checked(secret, "ENCORE_WAITING_SIGNING_KEYS")
                .getBytes(StandardCharsets.UTF_8);
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Key(
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(digest, KEY_ID_BYTES)),
                    new MACSigner(bytes));
        } catch (JOSEException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("could not take a signing key", e);
        }
    }

    String sign(UserId user, TokenId token, Instant issuedAt) {
        var first = keys.getFirst();
        return sign(new Pass(user, token, issuedAt), first.header(), first);
    }

    private static String sign(Pass pass, JWSHeader header, Key key) {
        var jwt = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .subject(pass.user().value())
                        .jwtID(pass.token().value())
                        .issueTime(Date.from(pass.issuedAt()))
                        .build());
        try {
            jwt.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("could not sign a token", e);
        }
        return jwt.serialize();
    }

    /** Reads a credential; empty when it is not one of ours, or altered in the least. */
    Optional<Pass> verify(String credential) {
        if (credential.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            var jwt = SignedJWT.parse(credential);
            var claims = jwt.getJWTClaimsSet();
            var pass = new Pass(
                    new UserId(claims.getSubject()),
                    new TokenId(claims.getJWTID()),
                    claims.getIssueTime().toInstant());
            var keyId = jwt.getHeader().getKeyID();
            // Tokens had no key id once: any of the keys may have signed those.
            boolean genuine = keys.stream()
                    .filter(key -> keyId == null || key.id().equals(keyId))
                    .map(key -> sign(pass, keyId == null ? WITHOUT_KEY_ID : key.header(), key))
                    .anyMatch(same -> MessageDigest.isEqual(bytes(same), bytes(credential)));
            return genuine ? Optional.of(pass) : Optional.empty();
        } catch (ParseException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String credential) {
        return credential.getBytes(StandardCharsets.UTF_8);
    }
}
