package encore.readmodel;

/** Where the rows of a read model lie, as far as event handlers are concerned. */
@FunctionalInterface
public interface Tables {

    <R> Rows<R> rows(Table<R> table);
}
