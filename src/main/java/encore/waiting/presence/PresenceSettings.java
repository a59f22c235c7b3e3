package encore.waiting.presence;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * How long somebody may be silent. A time of zero switches that rule off.
 *
 * @param abandonAfter who waits and was not there for so long gives the place up; at most an hour,
 *         for what is kept of everybody's presence grows with it
 * @param regainWithin and may take it back for so long
 * @param showUpWithin who is let in and does nothing inside for so long gives the room back; at
 *         most an hour
 */
@ConfigurationProperties("encore.waiting")
public record PresenceSettings(
        @DefaultValue("5m") Duration abandonAfter,
        @DefaultValue("10m") Duration regainWithin,
        @DefaultValue("2m") Duration showUpWithin) {

    private static final Duration LONGEST_SILENCE = Duration.ofHours(1);
    private static final Duration LONGEST_REGAIN = Duration.ofDays(1);

    public PresenceSettings {
        check("abandon-after", abandonAfter, LONGEST_SILENCE);
        check("regain-within", regainWithin, LONGEST_REGAIN);
        check("show-up-within", showUpWithin, LONGEST_SILENCE);
    }

    private static void check(String key, Duration time, Duration longest) {
        if (time.isNegative() || time.compareTo(longest) > 0) {
            throw new IllegalArgumentException(
                    "encore.waiting." + key + " must be 0 for never, or " + longest + " at most");
        }
    }

    /** Whether who waits in silence gives the place up. */
    public boolean placesAreAbandoned() {
        return abandonAfter.isPositive();
    }

    /** Whether who was let in has to show up. */
    public boolean noShowsAreExpired() {
        return showUpWithin.isPositive();
    }

    /** For how many epochs it has to be known who was there. */
    long kept() {
        var longer = abandonAfter.compareTo(showUpWithin) > 0 ? abandonAfter : showUpWithin;
        // Twice as many, for some of them do not count.
        return 2 * Epochs.in(longer) + Epochs.in(Presence.LONGEST_AHEAD);
    }
}
