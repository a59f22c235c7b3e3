package encore.waiting.lobby;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A beacon's values are its own, and the closing time alone says which one decides. */
class BeaconTest {

    /** Rounds of the real network, as others test their clients of drand with. */
    static final BeaconValue ROUND_1000 = new BeaconValue(
            1_000,
            new Hex32("fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"),
            "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125"
                    + "e342b73a8dd2bacbe47e4b6b63ed5e39");

    static final BeaconValue ROUND_657413 = new BeaconValue(
            657_413,
            new Hex32("fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587"),
            "b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be"
                    + "41076862b98fad56e91a6b85b89cd97b");

    private final Beacon drand = new DrandQuicknet();
    private final Beacon local = new LocalBeacon();

    @Test
    void real_rounds_are_genuine() {
        assertThat(drand.hasSaid(ROUND_1000)).isTrue();
        assertThat(drand.hasSaid(ROUND_657413)).isTrue();
    }

    @Test
    void a_value_of_another_round_is_not_genuine() {
        assertThat(drand.hasSaid(
                        new BeaconValue(1_001, ROUND_1000.randomness(), ROUND_1000.signature())))
                .isFalse();
    }

    @Test
    void another_randomness_is_not_genuine() {
        assertThat(drand.hasSaid(
                        new BeaconValue(1_000, ROUND_657413.randomness(), ROUND_1000.signature())))
                .isFalse();
    }

    /** A point of the curve with its own hash, but signed by nobody. */
    @Test
    void another_signature_is_not_genuine() {
        assertThat(drand.hasSaid(signedBy(1_000, ROUND_657413.signature()))).isFalse();
        assertThat(drand.hasSaid(signedBy(1_000, "94" + ROUND_1000.signature().substring(2))))
                .as("its negative")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "c00000000000000000000000000000000000000000000000"
                        + "000000000000000000000000000000000000000000000000",
                "ffffffffffffffffffffffffffffffffffffffffffffffff"
                        + "ffffffffffffffffffffffffffffffffffffffffffffffff",
                "000000000000000000000000000000000000000000000000"
                        + "000000000000000000000000000000000000000000000000"
            })
    void what_is_no_signature_is_not_genuine(String signature) {
        assertThat(drand.hasSaid(signedBy(1_000, signature))).isFalse();
    }

    @Test
    void random_bytes_are_not_genuine_and_break_nothing() {
        var random = new Random(9380);
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(97) : 48];
            random.nextBytes(bytes);
            if (bytes.length > 0) {
                bytes[0] = (byte) (0x80 | bytes[0] & 0x3f);
            }
            assertThat(drand.hasSaid(signedBy(1_000, HexFormat.of().formatHex(bytes))))
                    .isFalse();
        }
    }

    private static BeaconValue signedBy(long round, String signature) {
        var hash = Sha256.begin().digest(HexFormat.of().parseHex(signature));
        return new BeaconValue(round, Hex32.of(hash), signature);
    }

    /** Round 1,000 is of 15:59:24: thirty seconds before, it is the first that counts. */
    @ParameterizedTest
    @CsvSource({
        "2023-08-23T15:58:54Z,           1000",
        "2023-08-23T15:58:54.000000001Z, 1001",
        "2023-08-23T15:58:57Z,           1001",
        "2023-08-23T15:58:51.000000001Z, 1000",
        "2023-08-23T15:58:51Z,           999",
        "2023-08-23T15:08:57Z,           1",
        "2023-08-23T15:08:57.1Z,         2",
        "2020-01-01T00:00:00Z,           1"
    })
    void the_round_that_counts_is_the_first_one_half_a_minute_after(Instant closed, long round) {
        assertThat(drand.roundFor(closed)).isEqualTo(round);
    }

    @Test
    void the_round_that_counts_is_never_known_at_the_closing() {
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            var closed = Instant.parse("2026-11-30T00:00:00Z").plusNanos(random.nextLong(1L << 55));
            var drands = drand.publishedAt(drand.roundFor(closed));
            assertThat(Duration.between(closed, drands))
                    .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
            assertThat(local.publishedAt(local.roundFor(closed))).isAfter(closed);
        }
    }

    @Test
    void the_local_beacon_says_one_thing_a_round_and_that_it_proves_less() {
        assertThat(LocalBeacon.in(1_000).randomness())
                .hasToString("6d7d5a412255b5e4ccec17a1524bdaecc6b5b008726abd734d4380e3d301a86a");
        assertThat(local.hasSaid(LocalBeacon.in(1_000))).isTrue();
        assertThat(local.hasSaid(new BeaconValue(1_001, LocalBeacon.in(1_000).randomness(), "")))
                .isFalse();
        assertThat(local.bindsTheOperator()).isFalse();
        assertThat(drand.bindsTheOperator()).isTrue();
    }

    @Test
    void beacons_are_found_by_their_names() {
        assertThat(Beacons.named("drand-quicknet")).containsInstanceOf(DrandQuicknet.class);
        assertThat(Beacons.named("local")).containsInstanceOf(LocalBeacon.class);
        assertThat(Beacons.named("dice")).isEmpty();
    }

    @Test
    void a_value_has_its_form() {
        var hash = ROUND_1000.randomness();
        assertThatIllegalArgumentException().isThrownBy(() -> new BeaconValue(0, hash, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new BeaconValue(1, hash, "abc"));
        assertThatIllegalArgumentException().isThrownBy(() -> new BeaconValue(1, hash, "AB"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BeaconValue(1, hash, "ab".repeat(97)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hex32("AB".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Hex32("ab".repeat(31)));
    }
}
