package encore.waiting.lobby;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A seed is made of each of its fields, and of nothing that could be read in two ways. */
class SeedTest {

    private static final Hex32 SECRET =
            new Hex32("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    private static final Hex32 ROOT = new Hex32("11".repeat(32));
    private static final BeaconValue VALUE = new BeaconValue(
            1_000,
            new Hex32("fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd"),
            "");

    /** Worked out by a program in another language, from the description alone. */
    @Test
    void seed_and_commitment_are_as_described() {
        assertThat(Seed.of("default", SECRET, ROOT, 1_000_000, "drand-quicknet", VALUE))
                .hasToString("cd602fc9e9a591e2f989a09470e6dc2ae661108d2d85e02e2444da1ffcaa8aa0");
        assertThat(Commitment.to(SECRET))
                .hasToString("013734ada33a53594caf438370ca2af1eb1c1efab5a387df45f3e9bd31aec571");
    }

    @Test
    void each_field_counts() {
        var other = new Hex32("22".repeat(32));
        assertThat(List.of(
                        Seed.of("default", SECRET, ROOT, 7, "local", VALUE),
                        Seed.of("defaul", SECRET, ROOT, 7, "local", VALUE),
                        Seed.of("default", other, ROOT, 7, "local", VALUE),
                        Seed.of("default", SECRET, other, 7, "local", VALUE),
                        Seed.of("default", SECRET, ROOT, 8, "local", VALUE),
                        Seed.of("default", SECRET, ROOT, 7, "loca", VALUE),
                        Seed.of(
                                "default",
                                SECRET,
                                ROOT,
                                7,
                                "local",
                                new BeaconValue(1_001, VALUE.randomness(), "")),
                        Seed.of("default", SECRET, ROOT, 7, "local", LocalBeacon.in(1_000))))
                .doesNotHaveDuplicates();
    }

    @Test
    void where_a_field_ends_cannot_be_moved() {
        assertThat(Sha256.labelled("a").text("bc").text("d").hash())
                .isNotEqualTo(Sha256.labelled("a").text("b").text("cd").hash())
                .isNotEqualTo(Sha256.labelled("ab").text("c").text("d").hash());
    }
}
