package encore.audit.ledger;

/** Takes what an audit finds, with the events that show it by their positions in the store. */
@FunctionalInterface
interface Found {

    void add(String rule, String message, long... positions);
}
