package encore.concert.programme;

import encore.readmodel.Piece;
import encore.readmodel.RowChange;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The rows of one page as they were read, and of the next one at least the first. */
final class PageOfRows implements Piece {

    private final FindProgramme query;
    private final Function<String, @Nullable ProgrammeRow> read;
    private final Map<String, ProgrammeRow> rows = new HashMap<>();
    private final boolean isCut;

    PageOfRows(
            FindProgramme query,
            Collection<ProgrammeRow> found,
            Function<String, @Nullable ProgrammeRow> read) {
        this.query = query;
        this.read = read;
        this.isCut = found.size() > query.limit();
        found.forEach(row -> rows.put(row.performanceId, row));
    }

    /** One that was not on this page may be by now: it is looked up. */
    @Override
    public void take(RowChange<?> change) {
        var changed = change.in(ProgrammeRow.class);
        if (changed != null) {
            var id = (String) changed.key();
            var before = rows.containsKey(id) || changed.isWhole() ? rows.get(id) : read.apply(id);
            var now = changed.of(before);
            if (now != null) {
                rows.put(id, now);
            }
        }
    }

    @Override
    public int rows() {
        return rows.size();
    }

    private Stream<ProgrammeRow> inOrder() {
        return rows.values().stream()
                .filter(row -> !row.day.isBefore(query.from()) && !row.day.isAfter(query.to()))
                .filter(row -> query.after() == null
                        || ProgrammePlace.of(row).compareTo(query.after()) > 0)
                .sorted((a, b) -> ProgrammePlace.of(a).compareTo(ProgrammePlace.of(b)));
    }

    Programme page(Function<ProgrammeRow, AnnouncedPerformance> shown) {
        List<ProgrammeRow> all = inOrder().toList();
        var page = all.subList(0, Math.min(all.size(), query.limit()));
        boolean hasNext = !page.isEmpty() && (isCut || all.size() > page.size());
        return new Programme(
                page.stream().map(shown).toList(),
                hasNext ? ProgrammePlace.of(page.getLast()).text() : null);
    }
}
