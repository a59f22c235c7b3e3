package encore.readmodel;

/**
 * A part of a read model kept in memory: made of rows as they were read, and changed by whatever
 * changes one of them since. It is changed by one thread at a time, but may be read meanwhile.
 */
public interface Piece {

    void take(RowChange<?> change);

    /** How much memory it takes, in rows; a piece of none is not kept. */
    int rows();
}
