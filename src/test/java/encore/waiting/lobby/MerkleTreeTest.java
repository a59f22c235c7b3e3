package encore.waiting.lobby;

import encore.kernel.TokenId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The tree is that of RFC 9162, and a path leads to its root from its own leaf alone. */
class MerkleTreeTest {

    /** What the tests of Certificate Transparency's logs take for leaves. */
    private static final List<String> KNOWN = List.of(
            "",
            "00",
            "10",
            "2021",
            "3031",
            "40414243",
            "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void roots_are_those_of_certificate_transparency(int size, String root) {
        var leaves = new Leaves();
        for (var data : KNOWN.subList(0, size)) {
            var sha = Sha256.begin();
            sha.update((byte) 0);
            leaves.add(sha.digest(HexFormat.of().parseHex(data)));
        }
        assertThat(new MerkleTree(leaves).root()).hasToString(root);
    }

    @Test
    void a_leaf_is_the_hash_of_a_zero_byte_and_the_token() {
        var sha = Sha256.begin();
        sha.update(new byte[] {0, 'v', 'i', 'p', '_', '1'});
        assertThat(Leaves.hashOf(new TokenId("vip_1"))).isEqualTo(Hex32.of(sha.digest()));
        assertThat(new Leaves().add(new TokenId("vip_1")).slice(0, 1))
                .isEqualTo(Leaves.hashOf(new TokenId("vip_1")).bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 15, 16, 17, 31, 33, 100, 255, 256, 257, 1_000, 4_097})
    void root_and_paths_are_as_the_rfc_defines_them(int size) {
        var leaves = people(size);
        var tree = new MerkleTree(leaves);
        assertThat(tree.root()).isEqualTo(Hex32.of(byDefinition(leaves, 0, size)));
        for (int i = 0; i < size; i += 1 + size / 300) {
            var path = tree.path(i);
            assertThat(path).isEqualTo(pathByDefinition(leaves, i, 0, size));
            assertThat(MerkleTree.leads(path, leaf(leaves, i), i, size, tree.root()))
                    .isTrue();
        }
    }

    @Test
    void a_path_proves_no_other_leaf_index_or_size() {
        var random = new Random(15);
        for (int round = 0; round < 2_000; round++) {
            int size = 2 + random.nextInt(200);
            var leaves = people(size);
            var tree = new MerkleTree(leaves);
            int index = random.nextInt(size);
            int other = (index + 1 + random.nextInt(size - 1)) % size;
            var path = tree.path(index);
            var root = tree.root();
            assertThat(MerkleTree.leads(path, leaf(leaves, other), index, size, root))
                    .isFalse();
            assertThat(MerkleTree.leads(path, leaf(leaves, index), other, size, root))
                    .isFalse();
            assertThat(MerkleTree.leads(
                            changed(path, random), leaf(leaves, index), index, size, root))
                    .isFalse();
        }
    }

    @Test
    void a_path_too_short_or_too_long_proves_nothing() {
        var leaves = people(100);
        var tree = new MerkleTree(leaves);
        var path = new ArrayList<>(tree.path(99));
        path.add(tree.root());
        assertThat(MerkleTree.leads(path, leaf(leaves, 99), 99, 100, tree.root()))
                .isFalse();
        assertThat(MerkleTree.leads(List.of(), leaf(leaves, 99), 99, 100, tree.root()))
                .isFalse();
        assertThat(MerkleTree.leads(path, leaf(leaves, 99), 100, 100, tree.root()))
                .isFalse();
        assertThat(MerkleTree.leads(path, leaf(leaves, 99), -1, 100, tree.root()))
                .isFalse();
    }

    @Test
    void a_node_does_not_pass_for_a_leaf() {
        var leaves = people(4);
        var tree = new MerkleTree(leaves);
        var left = Hex32.of(byDefinition(leaves, 0, 2));
        var right = Hex32.of(byDefinition(leaves, 2, 4));
        assertThat(new MerkleTree(new Leaves().add(left.bytes()).add(right.bytes())).root())
                .as("hashes alone cannot tell")
                .isEqualTo(tree.root());
        assertThat(MerkleTree.leads(List.of(right), left, 0, 4, tree.root()))
                .as("the size can")
                .isFalse();
    }

    @Test
    void who_is_there_twice_is_found() {
        var leaves = people(5_000);
        assertThat(leaves.repeated()).isEmpty();
        leaves.add(leaves.slice(77, 1));
        assertThat(leaves.repeated()).hasValue(5_000);
    }

    @Test
    void half_a_hash_is_no_leaf() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Leaves().add(new byte[33]));
    }

    static Leaves people(int size) {
        var leaves = new Leaves();
        for (int i = 0; i < size; i++) {
            leaves.add(new TokenId("token-" + i));
        }
        return leaves;
    }

    private static Hex32 leaf(Leaves leaves, int index) {
        return Hex32.of(leaves.slice(index, 1));
    }

    private static List<Hex32> changed(List<Hex32> path, Random random) {
        var changed = new ArrayList<>(path);
        int at = random.nextInt(path.size());
        var bytes = path.get(at).bytes();
        bytes[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
        changed.set(at, Hex32.of(bytes));
        return changed;
    }

    private static byte[] byDefinition(Leaves leaves, int from, int to) {
        if (to - from == 1) {
            return leaves.slice(from, 1);
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        var sha = Sha256.begin();
        sha.update((byte) 1);
        sha.update(byDefinition(leaves, from, middle));
        return sha.digest(byDefinition(leaves, middle, to));
    }

    private static List<Hex32> pathByDefinition(Leaves leaves, int index, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        int middle = from + Integer.highestOneBit(to - from - 1);
        boolean left = index < middle;
        var path = new ArrayList<>(
                left
                        ? pathByDefinition(leaves, index, from, middle)
                        : pathByDefinition(leaves, index, middle, to));
        path.add(Hex32.of(
                left ? byDefinition(leaves, middle, to) : byDefinition(leaves, from, middle)));
        return path;
    }
}
