package encore.kernel;

/** How much of what has happened this node knows of. */
public interface Newest {

    /**
     * From here on this node knows of whatever was stored before this call, on any node.
     *
     * @throws IllegalStateException when that can't be found out within a few seconds
     */
    void look();

    /**
     * The position of the newest event known of here: no older than what this node has stored
     * itself, and than the last {@link #look}; -1 for none.
     */
    long position();
}
