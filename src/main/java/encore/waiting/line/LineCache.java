package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.readmodel.RowCache;
import encore.readmodel.RowChange;
import encore.readmodel.ViewCache;
import encore.readmodel.Views;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Looks tokens up, and who waits before whom; a poll asks no database. */
@Component
class LineCache {

    private static final String ALL = "";

    private final RowCache<PlaceRow> byToken;
    private final ViewCache<LineName, KnownLine> lines;
    private final ViewCache<String, LineNames> names;
    private final LineTables tables;

    LineCache(
            Views views,
            PlaceRepository rows,
            TermsRepository terms,
            LineTables tables,
            Clock clock) {
        this.tables = tables;
        var line = views.of(LineProjection.NAME);
        this.byToken = RowCache.of(line, PlaceRow.class, rows::findById);
        this.lines = ViewCache.of(
                line,
                Integer.MAX_VALUE,
                LineCache::lineOf,
                name -> tables.read(
                        name, terms.findById(name.value()).orElse(null), clock.instant()));
        this.names = ViewCache.of(
                line,
                Integer.MAX_VALUE,
                change -> change.entity() == LineRow.class ? ALL : null,
                all -> new LineNames(terms.findAll()));
    }

    private static @Nullable LineName lineOf(RowChange<?> change) {
        return change.entity() == PlaceRow.class
                ? new TokenId((String) change.key()).line()
                : new LineName((String) change.key());
    }

    Optional<PlaceRow> find(TokenId token) {
        return byToken.find(token.value());
    }

    /** All lines that anybody has spoken of. */
    List<LineName> names() {
        return names.get(ALL).all();
    }

    /** Anybody may ask for any name, so nothing is read or kept of a line that is none. */
    KnownLine line(LineName line) {
        return line.isDefault() || names.get(ALL).has(line) ? lines.get(line) : tables.nobody(line);
    }
}
