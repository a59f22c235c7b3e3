package encore.http;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Large JSON is compressed for who accepts it, and revalidates. */
class CompressionTest extends OverHttp {

    @Test
    void a_large_map_is_compressed_and_its_tag_still_holds() {
        var ann = shop.customer("ann");
        var path = "/performances/" + performance(100) + "/seats";
        var plain = ann.get(path).is(200);
        var packed = ann.get(path, Map.of("Accept-Encoding", "gzip")).is(200);
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Vary")).containsIgnoringCase("accept-encoding");
        assertThat(packed.body().length()).isLessThan(plain.body().length() / 2);
        assertThat(plain.header("ETag")).startsWith("W/\"").isEqualTo(packed.header("ETag"));
        for (var headers : new String[] {"gzip", "identity"}) {
            ann.get(
                            path,
                            Map.of(
                                    "If-None-Match",
                                    packed.header("ETag"),
                                    "Accept-Encoding",
                                    headers))
                    .is(304);
        }
        ann.reserves(ann.get(path).get("seats").get(0).get("seatId").asString()).is(201);
        ann.get(path, Map.of("If-None-Match", packed.header("ETag"))).is(200);
    }

    @Test
    void a_small_answer_is_sent_as_it_is() {
        assertThat(shop.customer("ann")
                        .get("/points", Map.of("Accept-Encoding", "gzip"))
                        .is(200)
                        .header("Content-Encoding"))
                .isNull();
    }
}
