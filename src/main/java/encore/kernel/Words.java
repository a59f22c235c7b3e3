package encore.kernel;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the values that commands are made of have in common (rule 7). An event carries what its
 * command brought, so whatever passes here must fit the column of every read model, and must look
 * like what it is. Events themselves are not checked: one that was stored before a rule stays
 * readable.
 */
public final class Words {

    /** No hold and no stay inside is meant to last longer. */
    public static final Duration LONGEST_TIME = Duration.ofDays(365);

    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    /** They join what stands around them: many emoji and some scripts need them. */
    private static final String JOINERS = "\u200C\u200D";

    /** Letters and symbols that show nothing: Hangul fillers, the empty braille cell. */
    private static final String SHOW_NOTHING = "\u115F\u1160\u2800\u3164\uFFA0";

    private Words() {}

    /**
     * Returns a text of 1 to {@code longest} characters that shows something, and holds neither
     * what PostgreSQL can't keep nor what forges a line or an order of reading: control characters,
     * halves of a pair, line separators, invisible and overriding formats, unassigned ones.
     *
     * @throws InvalidValue when it is not one
     */
    public static String text(String text, int longest, String rule) {
        if (text == null
                || text.length() > longest
                || !text.codePoints().allMatch(Words::isHarmless)
                || text.codePoints().noneMatch(Words::isVisible)) {
            throw new InvalidValue(rule);
        }
        return text;
    }

    private static boolean isHarmless(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> JOINERS.indexOf(c) >= 0;
            default -> true;
        };
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> SHOW_NOTHING.indexOf(c) < 0;
        };
    }

    /**
     * Returns a number from least to most.
     *
     * @throws InvalidValue when it is not one
     */
    public static long number(long number, long least, long most, String rule) {
        if (number < least || number > most) {
            throw new InvalidValue(rule);
        }
        return number;
    }

    /**
     * Returns a moment that a calendar of ours can show, as finely as a column keeps it: by the
     * microsecond.
     *
     * @throws InvalidValue when it is far away, or missing
     */
    public static Instant moment(String field, Instant moment) {
        if (moment == null || moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new InvalidValue(field, "unfit.moment");
        }
        return moment.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A command is complete.
     *
     * @throws InvalidValue when any part of it is missing
     */
    public static void complete(Object... parts) {
        if (Stream.of(parts).anyMatch(Objects::isNull)) {
            throw new InvalidValue("missing");
        }
    }
}
