package encore.ticket;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jwt.SignedJWT;
import encore.concert.PerformanceId;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A ticket's code is checked with what is published, and nothing else. */
class TicketSignerTest {

    private static final String OLD = "a-key-for-tests-that-is-long-enough";
    private static final String NEW = "another-key-for-tests-as-long-as-that";
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final PerformanceId PERFORMANCE =
            new PerformanceId("01a20c9f-7d3e-7c41-9d0b-5be1f2d7a001");
    private static final TicketId TICKET =
            TicketId.of(new ReservationId("01a20cad-4a45-784d-83f7-ad5f2c616496"), 2);

    private static TicketSigner signer(String... secrets) {
        return new TicketSigner(List.of(secrets));
    }

    private static String codeBy(String... secrets) {
        return signer(secrets).code(TICKET, PERFORMANCE, SeatId.of(PERFORMANCE, 1, 12, 7));
    }

    /** As it is answered: {@link TicketControllerTest} sees that it is. */
    private static JsonNode published(String... secrets) {
        return JSON.valueToTree(
                new TicketController(new Shelf(), signer(secrets)).keys().getBody());
    }

    /** What stands at the door: the JDK, and the published keys. */
    private static Optional<JsonNode> check(String code, JsonNode published)
            throws GeneralSecurityException {
        var parts = code.split("\\.");
        var decoder = Base64.getUrlDecoder();
        var header = JSON.readTree(decoder.decode(parts[0]));
        var key = StreamSupport.stream(published.get("keys").spliterator(), false)
                .filter(found -> found.get("kid").equals(header.get("kid")))
                .findFirst();
        if (key.isEmpty()) {
            return Optional.empty();
        }
        // RFC 8410: what tells that a key of Ed25519 follows.
        var encoded = HexFormat.of()
                .parseHex("302a300506032b6570032100"
                        + HexFormat.of()
                                .formatHex(decoder.decode(key.get().get("x").asString())));
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(
                KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(decoder.decode(parts[2]))
                ? Optional.of(JSON.readTree(decoder.decode(parts[1])))
                : Optional.empty();
    }

    @Test
    void the_door_checks_a_code_with_the_published_keys_alone() throws GeneralSecurityException {
        assertThat(check(codeBy(OLD), published(OLD))).hasValueSatisfying(said -> {
            assertThat(said.get("jti").asString()).isEqualTo(TICKET.value());
            assertThat(said.get("aud").asString()).isEqualTo(PERFORMANCE.value());
            assertThat(said.get("seat").asString()).isEqualTo("1-12-7");
            assertThat(said.size()).isEqualTo(3);
        });
    }

    @Test
    void a_code_altered_in_the_least_is_none() throws GeneralSecurityException {
        var parts = codeBy(OLD).split("\\.");
        var said = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var altered = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(said.replace("1-12-7", "1-12-8").getBytes(StandardCharsets.UTF_8));
        assertThat(check(parts[0] + "." + altered + "." + parts[2], published(OLD)))
                .isEmpty();
        assertThat(check(codeBy(OLD), published(NEW))).isEmpty();
    }

    @Test
    void a_ticket_has_always_the_same_code_and_each_its_own() {
        assertThat(codeBy(OLD)).isEqualTo(codeBy(OLD));
        var codes = new HashSet<String>();
        for (int place = 1; place <= 8; place++) {
            codes.add(signer(OLD)
                    .code(
                            TicketId.of(new ReservationId("r"), place),
                            PERFORMANCE,
                            SeatId.of(PERFORMANCE, 1, 1, place)));
        }
        assertThat(codes).hasSize(8);
    }

    @Test
    void the_first_key_signs_and_tickets_of_the_others_are_still_good()
            throws GeneralSecurityException {
        assertThat(codeBy(NEW, OLD)).isEqualTo(codeBy(NEW)).isNotEqualTo(codeBy(OLD));
        assertThat(check(codeBy(OLD), published(NEW, OLD))).isPresent();
        assertThat(check(codeBy(NEW), published(NEW, OLD))).isPresent();
    }

    @Test
    void a_jose_library_reads_the_code_and_the_keys() throws ParseException {
        var code = SignedJWT.parse(codeBy(NEW, OLD));
        var keys = JWKSet.parse(published(NEW, OLD).toString());
        assertThat(keys.size()).isEqualTo(2);
        assertThat(keys.containsNonPublicKeys()).isFalse();
        var key = keys.getKeyByKeyId(code.getHeader().getKeyID());
        assertThat(key).isInstanceOf(OctetKeyPair.class).isSameAs(keys.getKeys().getFirst());
        assertThat(key.getAlgorithm()).isEqualTo(code.getHeader().getAlgorithm());
        assertThat(code.getJWTClaimsSet().getAudience()).containsExactly(PERFORMANCE.value());
    }

    @Test
    void a_code_is_short_enough_to_be_scanned_with_ease() {
        assertThat(codeBy(OLD).length()).isLessThan(300);
        assertThat(signer(OLD)
                        .code(TICKET, PERFORMANCE, SeatId.of(PERFORMANCE, 100, 1_000, 1_000))
                        .length())
                .isLessThan(300);
    }

    @Test
    void a_seat_that_is_not_named_after_its_performance_is_named_in_full()
            throws GeneralSecurityException {
        var code = signer(OLD).code(TICKET, PERFORMANCE, new SeatId("box-7"));
        assertThat(check(code, published(OLD)).orElseThrow().get("seat").asString())
                .isEqualTo("box-7");
    }

    /** RFC 8037, appendix A. */
    @Test
    void keys_and_signatures_are_those_of_the_standard() {
        var key = TicketKey.ofSeed(
                Base64.getUrlDecoder().decode("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"));
        assertThat(key.publicHalf()).hasToString("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        assertThat(key.id()).isEqualTo("kPrK_qmx");
        assertThat(key.sign("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
                        .getBytes(StandardCharsets.US_ASCII)))
                .hasToString("hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt"
                        + "9g7sVvpAr_MuM0KAg");
    }

    /** A code that is on paper stays good: neither the derivation nor the key's name changes. */
    @Test
    void a_secret_gives_the_same_key_for_ever() {
        assertThat(TicketKey.from(OLD)).hasToString("ticket key LfugPefO");
    }

    @Test
    void a_secret_that_can_be_guessed_is_refused() {
        for (var weak : List.of("", "short", "k".repeat(64), "ab".repeat(20))) {
            assertThatThrownBy(() -> signer(OLD, weak))
                    .as(weak)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ENCORE_TICKETS_SIGNING_KEYS");
        }
    }

    @Test
    void empty_and_doubled_secrets_are_left_out() {
        assertThat(new TicketSettings(List.of(NEW, " ", OLD, NEW)).signingKeys())
                .containsExactly(NEW, OLD);
    }
}
