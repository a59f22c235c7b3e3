package encore.audit.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The violations found: all are counted, a thousand are kept, and of one rule at most two hundred,
 * so that a rule broken everywhere leaves room for the others.
 */
final class Findings {

    static final int KEPT_OF_A_RULE = 200;
    private static final int KEPT = 1_000;

    private final List<Violation> kept = new ArrayList<>();
    private final Map<String, Long> counts = new TreeMap<>();
    private long found;

    void add(Violation violation) {
        add(violation.rule(), List.of(violation), 1);
    }

    /** One that is told in full only when it is kept. */
    void add(String rule, Supplier<Violation> violation) {
        boolean isKept = counts.getOrDefault(rule, 0L) < KEPT_OF_A_RULE && kept.size() < KEPT;
        add(rule, isKept ? List.of(violation.get()) : List.of(), 1);
    }

    /** Some violations of a rule, and how many there are in all. */
    void add(String rule, List<Violation> some, long count) {
        long before = counts.getOrDefault(rule, 0L);
        if (count > 0) {
            counts.put(rule, before + count);
        }
        found += count;
        some.stream()
                .limit(Math.max(0, Math.min(KEPT_OF_A_RULE - before, KEPT - kept.size())))
                .forEach(kept::add);
    }

    long found() {
        return found;
    }

    List<Violation> kept() {
        return kept;
    }

    Map<String, Long> counts() {
        return counts;
    }
}
