package encore.fuzz;

import java.util.List;
import java.util.Random;

/** What nobody who is well-behaved would send, and somebody will. */
final class Oddities {

    /** Whoever finds this at the start of a line of the log has had it forged. */
    static final String FORGED = "FORGED-LINE";

    /** Whoever finds this among an answer's headers has had it injected. */
    static final String INJECTED = "X-Injected";

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\t",
            "\n",
            "\0",
            "a\0b",
            "\u0001\u001f\u007f\u0085",
            "\ud800",
            "a\udc00",
            "\udc00\ud800",
            "\uffff",
            "\ufeff",
            "\u202ecba\u202c",
            "e" + "\u0301".repeat(60),
            "\u200b",
            "\u2028",
            "\ue000",
            "\ud83c\udfab\ud83d\ude00",
            "\uff11\uff12",
            "\u0130\u0131\u00df",
            "x".repeat(65),
            "x".repeat(256),
            "\ud55c".repeat(201),
            "x".repeat(5_000),
            "%s%n%x%d",
            "%00",
            "%25",
            "'; drop table seat;--",
            "' or '1'='1",
            "../../../etc/passwd",
            "..\\..\\boot.ini",
            "/",
            "a/b",
            "a?b#c",
            "a;b",
            "a&b=c",
            "\r\n" + INJECTED + ": yes",
            "\r\n" + FORGED,
            "\r" + FORGED,
            "\n" + FORGED,
            "\u0085" + FORGED,
            "\u001b[31mred",
            "${7*7}",
            "#{7*7}",
            "{{7*7}}",
            "${jndi:ldap://localhost/x}",
            "<script>alert(1)</script>",
            "&lt;",
            "null",
            "undefined",
            "true",
            "NaN",
            "-1",
            "5",
            " 12 ",
            "1e3",
            "0x10",
            "010",
            "1.0",
            "[]",
            "{}",
            "\"",
            "\\",
            "\\u0000",
            "me",
            ".",
            "..",
            "*");

    private static final List<String> NUMBERS = List.of(
            "-1",
            "0",
            "1",
            "-0",
            "2147483647",
            "2147483648",
            "-2147483649",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e400",
            "-1e400",
            "1e-400",
            "1e999999999",
            "1.5",
            "1.0",
            "1E3",
            "5e0",
            "0.1",
            "010",
            "0x10",
            "+1",
            ".5",
            "5.",
            "1_000",
            "NaN",
            "-Infinity",
            "9".repeat(400),
            "0." + "1".repeat(999));

    private static final List<String> INSTANTS = List.of(
            "0000-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999999Z",
            "+10000-01-01T00:00:00Z",
            "+59132-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "-1000000000-01-01T00:00:00Z",
            "2027-01-01T00:00:00+09:00",
            "2027-01-01T00:00:00+18:00",
            "2027-01-01T00:00:00+25:00",
            "2027-01-01T00:00:00",
            "2027-01-01T00:00Z",
            "2027-01-01",
            "2027-01-01Z",
            "2027-1-1T0:0:0Z",
            "2026-12-31T23:59:60Z",
            "2026-06-30T24:00:00Z",
            "2027-02-29T00:00:00Z",
            "2027-01-01t00:00:00z",
            "2027-01-01 00:00:00Z",
            "2027-01-01T00:00:00[Asia/Seoul]",
            "20270101T000000Z",
            "2027-W01-1",
            "1798761600",
            "1798761600000",
            "4000000000-01-01",
            "-999999999-01-01",
            "+999999999-12-31",
            "2027-13-01",
            "now",
            "P1D");

    private Oddities() {}

    static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /** For a path, a query, a header, or a string of JSON. */
    static String text(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> one(NUMBERS, random);
            case 1, 2 -> one(INSTANTS, random);
            default -> one(TEXTS, random);
        };
    }

    /** What may stand, or may not, where JSON has a value; the one that was there is given. */
    static String json(String instead, Random random) {
        return switch (random.nextInt(12)) {
            case 0, 1, 2 -> one(NUMBERS, random);
            case 3 ->
                instead.startsWith("\"")
                        ? instead.substring(1, instead.length() - 1)
                        : "\"" + instead.replace("\"", "") + "\"";
            case 4 ->
                one(
                        List.of(
                                "null",
                                "true",
                                "false",
                                "\"\"",
                                "[]",
                                "{}",
                                "[null]",
                                "[{}]",
                                "{\"\":{}}",
                                "undefined",
                                "'a'",
                                "\"a",
                                "\"\\x\"",
                                "\"\t\"",
                                "\"\\uD800\"",
                                "\"\\u00\""),
                        random);
            case 5 -> "[" + instead + "]";
            case 6 -> nested(random.nextInt(1, 3_000));
            default -> quoted(text(random), random);
        };
    }

    static String nested(int deep) {
        return "[".repeat(deep) + "]".repeat(deep);
    }

    /** As a string of JSON; what is odd about it is escaped, or, where UTF-8 has it, as it is. */
    static String quoted(String text, Random random) {
        boolean escaped = random.nextInt(4) > 0;
        var quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' ? escaped : c > '~' && (escaped || Character.isSurrogate(c))) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
