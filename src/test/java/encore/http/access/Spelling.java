package encore.http.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Other ways to write an address that some layer may take for the same one. */
final class Spelling {

    private Spelling() {}

    /** The address itself, each letter of it encoded, and all others. */
    static List<String> of(String path) {
        var all = few(path);
        for (int i = 1; i < path.length(); i++) {
            if (path.charAt(i) != '/') {
                all.add(path.substring(0, i) + encoded(path.charAt(i)) + path.substring(i + 1));
            }
        }
        return all;
    }

    /** The same with the first letters only. */
    static List<String> few(String path) {
        var all = new ArrayList<String>();
        all.add(path);
        for (int i = 1; i < path.length(); i++) {
            if (path.charAt(i) == '/' || path.charAt(i - 1) == '/') {
                all.addAll(at(path.substring(0, i), path.charAt(i), path.substring(i + 1)));
            }
        }
        all.add("/" + path);
        all.add(path + "/");
        all.add(path + ";x=1");
        all.add(path + ".json");
        all.add(path + "%00");
        all.add(path + "%20");
        all.add(path.toUpperCase(Locale.ROOT));
        return all;
    }

    private static List<String> at(String before, char c, String after) {
        if (c != '/') {
            return List.of(
                    before + encoded(c) + after,
                    before + encoded('%') + encoded(c).substring(1) + after,
                    // The full-width letter, and the same letter in one byte too many.
                    before + "%EF%BD%" + "%02X".formatted((c - 0x20) & 0x3f | 0x80) + after,
                    before + "%C1%" + "%02X".formatted(c & 0x3f | 0x80) + after);
        }
        return List.of(
                before + "//" + after,
                before + "/./" + after,
                before + "/x/../" + after,
                before + "%2f" + after,
                before + "%5c" + after,
                before + ";x/" + after,
                before + "/%2e/" + after,
                before + "/x/%2e%2e/" + after,
                before + "/;/" + after);
    }

    private static String encoded(char c) {
        return "%%%02x".formatted((int) c);
    }
}
