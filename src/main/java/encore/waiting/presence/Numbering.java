package encore.waiting.presence;

import encore.kernel.LineName;

import java.time.Instant;

/**
 * Whose number is whose in a line. A shuffle gives all of them other numbers, and so makes another
 * numbering: what was known of the numbers before says nothing about those after.
 *
 * @param generation 0 for the numbers in the order of joining, and greater after each shuffle (the
 *         position of its event); of two generations of a line, only the greater one counts
 * @param since when it began, by its event; {@link Instant#EPOCH} for the first. Whoever has a
 *         number of it counts as having been there then
 */
public record Numbering(LineName line, long generation, Instant since) {

    /** The numbers in the order of joining. */
    public static Numbering first(LineName line) {
        return new Numbering(line, 0, Instant.EPOCH);
    }
}
