package encore.waiting.line;

import encore.kernel.LineName;
import encore.readmodel.Piece;
import encore.readmodel.RowChange;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static java.util.stream.Collectors.toCollection;

/** All lines that anybody has spoken of. */
final class LineNames implements Piece {

    private final Set<String> names;

    LineNames(Collection<LineRow> lines) {
        this.names = lines.stream().map(row -> row.line).collect(toCollection(TreeSet::new));
    }

    @Override
    public synchronized void take(RowChange<?> change) {
        names.add((String) change.key());
    }

    synchronized boolean has(LineName line) {
        return names.contains(line.value());
    }

    synchronized List<LineName> all() {
        return names.stream().map(LineName::new).toList();
    }

    @Override
    public int rows() {
        return 1;
    }
}
