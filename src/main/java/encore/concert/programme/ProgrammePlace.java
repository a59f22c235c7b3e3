package encore.concert.programme;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a performance stands among all: by its start, then by its id. As text it is the microsecond
 * of its start since 1970, a dash, and its id.
 */
record ProgrammePlace(Instant startsAt, String performanceId)
        implements Comparable<ProgrammePlace> {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([A-Za-z0-9_-]{1,64})");
    private static final Comparator<ProgrammePlace> ORDER = Comparator.comparing(
                    ProgrammePlace::startsAt)
            .thenComparing(ProgrammePlace::performanceId);

    static ProgrammePlace of(ProgrammeRow row) {
        return new ProgrammePlace(row.startsAt, row.performanceId);
    }

    static Optional<ProgrammePlace> parsed(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new ProgrammePlace(
                        Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                        parts.group(2)))
                : Optional.empty();
    }

    String text() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, startsAt) + "-" + performanceId;
    }

    @Override
    public int compareTo(ProgrammePlace other) {
        return ORDER.compare(this, other);
    }
}
