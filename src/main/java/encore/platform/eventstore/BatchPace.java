package encore.platform.eventstore;

/**
 * How often a busy processor begins a batch, unless a whole one has gathered: each batch costs a
 * transaction, and there are many processors. A processor that has been idle begins at once, as
 * does a prompt one with few events.
 */
public enum BatchPace {

    /** A caller may wait for what follows from the events. */
    PROMPT(5_000_000, 200),

    /** No caller waits: not for the tables of a read model, for memory answers. */
    LEISURELY(50_000_000, 1_000);

    private final long gatherNanos;
    private final int batch;

    BatchPace(long gatherNanos, int batch) {
        this.gatherNanos = gatherNanos;
        this.batch = batch;
    }

    /** How many events a batch has at most. */
    public int batch() {
        return batch;
    }

    long gatherNanos() {
        return gatherNanos;
    }
}
