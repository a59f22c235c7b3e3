package encore.ticket;

import io.nayuki.qrcodegen.QrCode;

/** Draws a QR code (ISO/IEC 18004) as an image that is sharp at any size, and holds no script. */
final class QrSvg {

    /** What the standard asks to be left free on each side. */
    private static final int QUIET_ZONE = 4;

    private QrSvg() {}

    /** The code of a text: of it, at least 15 % may be unreadable (level M). */
    static String of(String text) {
        return of(QrCode.encodeText(text, QrCode.Ecc.MEDIUM));
    }

    /** Dark on white: on a dark page, too, a scanner finds it. */
    static String of(QrCode code) {
        int extent = code.size + 2 * QUIET_ZONE;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d"\
                 shape-rendering="crispEdges"><rect width="100%%" height="100%%" fill="#fff"/>\
                <path d="%s"/></svg>
                """.formatted(extent, extent, dark(code));
    }

    /** Each run of dark modules in a row is a rectangle. */
    private static String dark(QrCode code) {
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            int x = 0;
            while (x < code.size) {
                int from = x;
                while (code.getModule(x, y)) {
                    x++;
                }
                if (x > from) {
                    path.append("M%d %dh%dv1h-%dz"
                            .formatted(from + QUIET_ZONE, y + QUIET_ZONE, x - from, x - from));
                }
                x++;
            }
        }
        return path.toString();
    }
}
