package encore.http;

import encore.http.JsonBytes.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import java.util.zip.GZIPInputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is compressed part by part is one gzip file, whatever is before or after a part. */
class JsonBytesTest {

    private static final String LETTERS = "{\"seat\":12,row} \u00e9";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 50})
    void any_parts_in_any_order(int number) throws IOException {
        var random = new Random(number);
        var parts = new ArrayList<Part>();
        for (int n = 0; n < number; n++) {
            var bytes = random.ints(random.nextInt(1, 20_000), 0, LETTERS.length())
                    .mapToObj(i -> LETTERS.substring(i, i + 1))
                    .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                    .toString()
                    .getBytes();
            parts.add(new Part(bytes));
        }
        for (int turn = 0; turn < 3; turn++) {
            var encoded = new JsonBytes(parts);
            assertThat(unpacked(encoded.gzip())).isEqualTo(encoded.json());
            assertThat(encoded.json()).hasSize(encoded.length());
            parts.addFirst(parts.removeLast());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255, 256, 257, 100_000})
    void one_that_hardly_compresses(int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        assertThat(unpacked(new JsonBytes(bytes).gzip())).isEqualTo(bytes);
    }

    private static byte[] unpacked(byte[] gzip) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
    }
}
