package encore.waiting.presence;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Which epochs the nodes have watched. Silence proves something only while somebody listens to all
 * doors: an epoch counts when each node that was up in it has stored who was there.
 */
final class Watch {

    /** A node that has not reported for so many epochs is no longer waited for. */
    static final int PATIENCE = 4;

    /** So many epochs in a row without any node end all silence. */
    private static final int OUTAGE = 2;

    /**
     * A node took calls all through an epoch, and what it was told in it is stored.
     *
     * @param left it was stopped in that epoch, in order: it vouches for it no more, and nobody
     *         waits for more of it
     */
    record Report(String node, long epoch, boolean left) {}

    private enum Light {
        FULL,
        PARTLY,
        DARK
    }

    private final Map<String, NavigableMap<Long, Report>> nodes = new HashMap<>();

    Watch(Collection<Report> reports) {
        reports.forEach(report -> nodes.computeIfAbsent(report.node(), node -> new TreeMap<>())
                .put(report.epoch(), report));
    }

    /**
     * The first of so many watched epochs that end with the last one. Epochs that were watched in
     * part do not count; if the nodes were away for a while, all before is as if it had not been
     * watched.
     *
     * @return empty when there are not so many
     */
    OptionalLong firstOf(long epochs, long last, long oldest) {
        long left = epochs;
        int dark = 0;
        for (long epoch = last; epoch >= oldest && dark < OUTAGE; epoch--) {
            var light = at(epoch);
            dark = light == Light.DARK ? dark + 1 : 0;
            if (light == Light.FULL && --left == 0) {
                return OptionalLong.of(epoch);
            }
        }
        return OptionalLong.empty();
    }

    private Light at(long epoch) {
        if (nodes.values().stream().noneMatch(reports -> vouches(reports, epoch))) {
            return Light.DARK;
        }
        return nodes.values().stream().anyMatch(reports -> isMissing(reports, epoch))
                ? Light.PARTLY
                : Light.FULL;
    }

    private static boolean vouches(NavigableMap<Long, Report> reports, long epoch) {
        var report = reports.get(epoch);
        return report != null && !report.left();
    }

    private static boolean isMissing(NavigableMap<Long, Report> reports, long epoch) {
        var before = reports.floorEntry(epoch);
        return before != null
                && before.getKey() != epoch
                && before.getKey() >= epoch - PATIENCE
                && !before.getValue().left();
    }
}
