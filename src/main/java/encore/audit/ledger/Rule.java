package encore.audit.ledger;

/** What must always hold over the whole ledger. */
interface Rule {

    /** The stable name by which violations are told. */
    String name();

    /** The rule in a sentence. */
    String says();

    /**
     * The query that finds the violations: about whom, and the events that show it, as {@code
     * about} and {@code events}. The tables are those of {@link Facts} and {@link OrderFacts};
     * {@code :now} is the time, in milliseconds.
     */
    String whoBreaksIt();
}
