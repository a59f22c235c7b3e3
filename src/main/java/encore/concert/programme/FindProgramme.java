package encore.concert.programme;

import encore.kernel.Query;
import org.jspecify.annotations.Nullable;

import java.time.LocalDate;

/**
 * A page of the performances between two days at the venue, both inclusive: those that are over or
 * cancelled as well.
 *
 * @param limit 1 to 100
 * @param after the last one of the page before; null for the first page
 */
record FindProgramme(
        LocalDate from, LocalDate to, int limit, @Nullable ProgrammePlace after)
        implements Query<Programme> {}
