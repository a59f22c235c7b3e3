package encore.waiting;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import encore.kernel.TokenId;
import encore.kernel.UserId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * Makes and checks the credential a user holds: a JWT (RFC 7519) signed with HS256 that carries
 * user, token id and time of issue. Signing is deterministic, so the same token is the very same
 * string every time, and checking is signing again: no other spelling of a token is accepted.
 */
class TokenSigner {

    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);
    private static final int LONGEST = 1_000;

    /** What a genuine credential says. */
    record Pass(UserId user, TokenId token, Instant issuedAt) {}

    private final MACSigner signer;

    /**
     * Takes the key.
     *
     * @throws IllegalArgumentException when the key is shorter than 32 bytes
     */
    TokenSigner(String key) {
        try {
            this.signer = new MACSigner(key.getBytes(StandardCharsets.UTF_8));
        } catch (JOSEException e) {
            throw new IllegalArgumentException(
                    "ENCORE_WAITING_SIGNING_KEY must have at least 32 bytes", e);
        }
    }

    String sign(UserId user, TokenId token, Instant issuedAt) {
        var claims = new JWTClaimsSet.Builder()
                .subject(user.value())
                .jwtID(token.value())
                .issueTime(Date.from(issuedAt))
                .build();
        var jwt = new SignedJWT(HEADER, claims);
        try {
            jwt.sign(signer);
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
            var claims = SignedJWT.parse(credential).getJWTClaimsSet();
            var pass = new Pass(new UserId(claims.getSubject()), new TokenId(claims.getJWTID()),
                    claims.getIssueTime().toInstant());
            var genuine = sign(pass.user(), pass.token(), pass.issuedAt());
            return MessageDigest.isEqual(bytes(genuine), bytes(credential))
                    ? Optional.of(pass) : Optional.empty();
        } catch (ParseException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(String credential) {
        return credential.getBytes(StandardCharsets.UTF_8);
    }
}
