package encore.concert.programme;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A page of all performances, by start.
 *
 * @param next the {@code after} of the next page, null at the end
 */
public record Programme(
        List<AnnouncedPerformance> performances, @Nullable String next) {}
