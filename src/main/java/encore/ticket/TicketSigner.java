package encore.ticket;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import encore.concert.PerformanceId;
import encore.reservation.SeatId;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes the code of a ticket: a JWT (RFC 7519) signed with EdDSA (RFC 8037), so that the door can
 * check it without asking anybody, with the public keys and any JOSE library. It says:
 *
 * <ul>
 *   <li>{@code jti}: the ticket
 *   <li>{@code aud}: the performance that it is for
 *   <li>{@code seat}: the seat's id, without the performance's that it begins with
 * </ul>
 *
 * <p>It says nothing that may be corrected later (title, start), and signing is deterministic: a
 * ticket has the very same code every time, as long as the same key signs. Whether a ticket has
 * become void is not in its code.
 */
class TicketSigner {

    private final List<TicketKey> keys;
    private final JWSHeader header;

    /**
     * Takes the secrets that the keys are derived from, that of the key that signs first.
     *
     * @throws IllegalArgumentException when one is too weak
     */
    TicketSigner(List<String> secrets) {
        this.keys = secrets.stream().map(TicketKey::from).toList();
        this.header = new JWSHeader.Builder(JWSAlgorithm.EdDSA)
                .keyID(keys.getFirst().id())
                .build();
    }

    String code(TicketId ticket, PerformanceId performance, SeatId seat) {
        var jwt = new SignedJWT(
                header,
                new JWTClaimsSet.Builder()
                        .jwtID(ticket.value())
                        .audience(performance.value())
                        .claim("seat", placeIn(performance, seat))
                        .build());
        var signed = jwt.getSigningInput();
        return new String(signed, StandardCharsets.US_ASCII)
                + "."
                + keys.getFirst().sign(signed);
    }

    private static String placeIn(PerformanceId performance, SeatId seat) {
        var beginning = performance.value() + "-";
        return seat.value().startsWith(beginning)
                ? seat.value().substring(beginning.length())
                : seat.value();
    }

    /** The key that signs, and those whose tickets are still around. */
    List<TicketKey> keys() {
        return keys;
    }
}
