package encore.waiting.lobby;

import org.bouncycastle.crypto.bls.BLS12_381G1;
import org.bouncycastle.crypto.bls.BLS12_381G2;
import org.bouncycastle.crypto.bls.BLS12_381G2Point;
import org.bouncycastle.crypto.bls.BLS12_381Pairing;
import org.bouncycastle.crypto.bls.BLS12_381Serialization;
import org.bouncycastle.crypto.bls.BLS12_381SubgroupCheck;
import org.bouncycastle.crypto.bls.Fp12Element;
import org.bouncycastle.crypto.hash2curve.HashToCurveProfile;
import org.bouncycastle.crypto.hash2curve.HashToEllipticCurve;
import org.bouncycastle.math.ec.ECPoint;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The League of Entropy's network "quicknet" (https://drand.love): many organisations sign the
 * number of each round together, every three seconds, and none of them alone can. The value is the
 * SHA-256 of the signature, which anybody can check with the network's public key.
 *
 * <p>Chain 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971, scheme
 * bls-unchained-g1-rfc9380: a BLS signature in G1 of BLS12-381 (hashed to the curve as RFC 9380
 * says) over the SHA-256 of the round in eight bytes, the higher ones first.
 */
public final class DrandQuicknet implements Beacon {

    public static final String NAME = "drand-quicknet";

    private static final Instant GENESIS = Instant.ofEpochSecond(1_692_803_367);
    private static final long PERIOD = 3;

    /** Clocks differ by less, and who waits has the time to note the root before the value. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final String SUITE = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
    private static final int SIGNATURE_BYTES = 48;
    private static final BLS12_381G2Point PUBLIC_KEY =
            BLS12_381Serialization.decompressG2(HexFormat.of()
                    .parseHex("83cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c"
                            + "8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb"
                            + "5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a"));

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long roundFor(Instant closedAt) {
        var after = Duration.between(GENESIS, closedAt.plus(MARGIN));
        if (after.isNegative()) {
            return 1;
        }
        long seconds = after.getSeconds() + (after.getNano() > 0 ? 1 : 0);
        return Math.ceilDiv(seconds, PERIOD) + 1;
    }

    @Override
    public Instant publishedAt(long round) {
        return GENESIS.plusSeconds(Math.multiplyExact(round - 1, PERIOD));
    }

    @Override
    public boolean hasSaid(BeaconValue value) {
        var signature = HexFormat.of().parseHex(value.signature());
        return signature.length == SIGNATURE_BYTES
                && Hex32.of(Sha256.begin().digest(signature)).equals(value.randomness())
                && isSigned(value.round(), signature);
    }

    private static boolean isSigned(long round, byte[] signature) {
        var curve = BLS12_381G1.createCurve();
        ECPoint signed;
        try {
            signed = BLS12_381Serialization.decompressG1(signature, curve);
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (signed.isInfinity() || !BLS12_381SubgroupCheck.isInG1Subgroup(signed)) {
            return false;
        }
        var message = Sha256.begin()
                .digest(ByteBuffer.allocate(Long.BYTES).putLong(round).array());
        var hashed = HashToEllipticCurve.getInstance(
                        HashToCurveProfile.BLS12_381_G1_XMD_SHA_256_SSWU_RO, SUITE)
                .hashToCurve(message);
        // e(signature, generator) = e(hashed, key), in one pairing of both.
        return BLS12_381Pairing.multiPair(
                        new ECPoint[] {signed.negate(), curve.importPoint(hashed)},
                        new BLS12_381G2Point[] {BLS12_381G2.getGenerator(), PUBLIC_KEY})
                .equals(Fp12Element.ONE);
    }

    @Override
    public boolean bindsTheOperator() {
        return true;
    }
}
