package encore.readmodel;

/** Where the rows of a read model lie, as far as event handlers are concerned. */
@FunctionalInterface
public interface RowsSource {

    <R> Rows<R> rows(TableMapping<R> table);
}
