package encore.platform.eventstore;

/**
 * A processor that is kept busy begins a batch this often and no more, unless a whole one has
 * gathered: each costs a transaction, of so many processors that they would keep a machine
 * busy by themselves. Who has been idle for longer hears at once; and so does, where somebody
 * waits, whoever has little to hear.
 */
public enum BatchPace {

    /** Somebody may wait for what comes of the events. */
    PROMPT(5_000_000, 200),

    /** Nobody waits for the tables of a read model: what is asked is answered from memory. */
    LEISURELY(50_000_000, 1_000);

    private final long gatherNanos;
    private final int batch;

    BatchPace(long gatherNanos, int batch) {
        this.gatherNanos = gatherNanos;
        this.batch = batch;
    }

    /** So many events at most. */
    public int batch() {
        return batch;
    }

    long gatherNanos() {
        return gatherNanos;
    }
}
