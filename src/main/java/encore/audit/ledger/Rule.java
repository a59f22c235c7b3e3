package encore.audit.ledger;

import java.util.List;
import java.util.stream.Stream;

/** What must always hold over the whole ledger. */
sealed interface Rule permits PaymentRule, OrderRule {

    /** All of them, in the order they are asked in. */
    static List<Rule> all() {
        return Stream.<Rule[]>of(PaymentRule.values(), OrderRule.values())
                .flatMap(Stream::of)
                .toList();
    }

    /** The stable name by which violations are told. */
    String name();

    /** The rule in a sentence. */
    String says();

    /**
     * The query that finds the violations: about whom, and the events that show it, as {@code about}
     * and {@code events}. The tables are those of {@link Facts} and {@link OrderFacts}; {@code :now}
     * is the time, in milliseconds.
     */
    String whoBreaksIt();
}
