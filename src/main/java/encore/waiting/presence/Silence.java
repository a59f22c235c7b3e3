package encore.waiting.presence;

import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;

/**
 * Who gave no sign for too long, by what all nodes have stored. A silence lasts from one watched
 * epoch to another ({@link Watch}), and the last two epochs do not count, for they may not be
 * stored yet. So it is found out up to 45 seconds later than it is due, and never before, as long
 * as the clocks of the nodes differ by less than an epoch.
 */
@Component
public class Silence {

    /** The current epoch, and one whose last signs may be under way. */
    private static final int UNSETTLED = 2;

    private final PresenceTables tables;
    private final PresenceSettings settings;
    private final Clock clock;

    Silence(PresenceTables tables, PresenceSettings settings, Clock clock) {
        this.tables = tables;
        this.settings = settings;
        this.clock = clock;
    }

    /** Who waits, and was not there for {@code abandon-after}. */
    public Absent amongWaiting(Numbering numbering) {
        return absent(numbering, settings.abandonAfter(), true);
    }

    /**
     * Who was let in, and did nothing inside for {@code show-up-within}; counted from when they
     * were to ask again, for whoever polls does not know before.
     */
    public Absent amongAdmitted(Numbering numbering) {
        return absent(numbering, settings.showUpWithin(), false);
    }

    private Absent absent(Numbering numbering, Duration after, boolean waiting) {
        if (after.isZero()) {
            return Absent.NOBODY;
        }
        long settled = Epochs.of(clock.instant()) - UNSETTLED;
        long oldest = settled - settings.kept();
        // In this order: what a report vouches for is stored before it, so it is read after it.
        var watch = new Watch(tables.reportsFrom(oldest));
        var from = watch.firstOf(Epochs.in(after), settled, oldest);
        if (from.isEmpty() || Epochs.of(numbering.since()) >= from.getAsLong()) {
            return Absent.NOBODY;
        }
        var there = waiting ? new NumberSet() : tables.shownUp(numbering);
        tables.addThereFrom(from.getAsLong(), numbering, there);
        return new Absent(from.getAsLong(), there);
    }
}
