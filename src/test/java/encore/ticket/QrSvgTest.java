package encore.ticket;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.nayuki.qrcodegen.QrCode;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What is drawn is what a scanner reads. */
class QrSvgTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");
    private static final int SCALE = 4;
    private static final int WHITE = 0xffffff;

    private static Element parse(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(svg, e);
        }
    }

    private static int extent(Element svg) {
        var box = svg.getAttribute("viewBox").split(" ");
        assertThat(box[2]).isEqualTo(box[3]);
        return Integer.parseInt(box[2]);
    }

    /** As a browser would paint it. */
    private static int[] paint(Element svg) {
        int extent = extent(svg);
        int width = extent * SCALE;
        var pixels = new int[width * width];
        Arrays.fill(pixels, WHITE);
        var path = ((Element) svg.getElementsByTagName("path").item(0)).getAttribute("d");
        assertThat(RUN.matcher(path).replaceAll("")).isEmpty();
        RUN.matcher(path).results().forEach(run -> {
            int x = Integer.parseInt(run.group(1));
            int y = Integer.parseInt(run.group(2));
            int length = Integer.parseInt(run.group(3));
            assertThat(run.group(4)).isEqualTo(run.group(3));
            for (int row = y * SCALE; row < (y + 1) * SCALE; row++) {
                int line = row * width;
                Arrays.fill(pixels, line + x * SCALE, line + (x + length) * SCALE, 0);
            }
        });
        return pixels;
    }

    static String read(String svg) {
        var root = parse(svg);
        int width = extent(root) * SCALE;
        try {
            return new QRCodeReader()
                    .decode(new BinaryBitmap(new GlobalHistogramBinarizer(
                            new RGBLuminanceSource(width, width, paint(root)))))
                    .getText();
        } catch (ReaderException e) {
            throw new AssertionError("no QR code was found", e);
        }
    }

    @Test
    void a_scanner_reads_what_was_drawn() {
        for (var text : List.of("A", "0".repeat(300), "eyJ.abc-_XYZ".repeat(24), "좌석 가-12")) {
            assertThat(read(QrSvg.of(text))).isEqualTo(text);
        }
    }

    @Test
    void a_quiet_zone_of_four_is_left_on_each_side() {
        var code = QrCode.encodeText("A", QrCode.Ecc.MEDIUM);
        var svg = parse(QrSvg.of(code));
        int extent = extent(svg);
        assertThat(extent).isEqualTo(code.size + 8);
        var pixels = paint(svg);
        int width = extent * SCALE;
        for (int i = 0; i < pixels.length; i++) {
            int x = i % width / SCALE - 4;
            int y = i / width / SCALE - 4;
            assertThat(pixels[i] != WHITE).as("%d, %d", x, y).isEqualTo(code.getModule(x, y));
        }
    }

    @Test
    void it_is_a_square_and_a_path_and_holds_nothing_that_runs() {
        var svg = parse(QrSvg.of("<script>alert(1)</script>\" onload=\""));
        assertThat(svg.getTagName()).isEqualTo("svg");
        assertThat(svg.getNamespaceURI()).isNull();
        assertThat(svg.getAttribute("xmlns")).isEqualTo("http://www.w3.org/2000/svg");
        var parts = svg.getElementsByTagName("*");
        assertThat(parts.getLength()).isEqualTo(2);
        assertThat(parts.item(0).getNodeName()).isEqualTo("rect");
        assertThat(parts.item(1).getNodeName()).isEqualTo("path");
    }

    @Test
    void at_least_fifteen_percent_may_be_unreadable() throws NotFoundException {
        assertThat(QrCode.encodeText("A".repeat(282), QrCode.Ecc.MEDIUM).errorCorrectionLevel)
                .isGreaterThanOrEqualTo(QrCode.Ecc.MEDIUM);
    }
}
