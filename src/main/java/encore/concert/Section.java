package encore.concert;

import encore.kernel.InvalidValue;
import encore.kernel.Words;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A block of rows at one price.
 *
 * @param rows how many rows, numbered from 1
 * @param seatsPerRow how many seats in each, numbered from 1; in the longest, if they differ
 * @param price of each seat
 * @param layout each row as it is; null when all are equal and have no gaps
 */
public record Section(
        SectionName name,
        int rows,
        int seatsPerRow,
        Price price,
        @Nullable List<HallRow> layout) {

    /** The most rows, and the most seats in each. */
    public static final int MOST = 1_000;

    public Section {
        Words.complete(name, price);
        Words.number(rows, 1, MOST, "unfit.extent");
        Words.number(seatsPerRow, 1, MOST, "unfit.extent");
        if (layout != null) {
            Words.complete(layout.toArray());
            layout = List.copyOf(layout);
            if (layout.size() != rows || longest(layout) != seatsPerRow) {
                throw new InvalidValue("unfit.rows");
            }
            if (names(layout).distinct().count() < rows) {
                throw new InvalidValue("unfit.row-labels");
            }
        }
    }

    /** Of equal rows. */
    public Section(SectionName name, int rows, int seatsPerRow, Price price) {
        this(name, rows, seatsPerRow, price, null);
    }

    /** Of rows that are told one by one. */
    public static Section of(SectionName name, Price price, List<HallRow> layout) {
        Words.complete(layout.toArray());
        return new Section(name, layout.size(), longest(layout), price, layout);
    }

    private static int longest(List<HallRow> layout) {
        return layout.stream().mapToInt(row -> row.seats().count()).max().orElse(0);
    }

    private static Stream<String> names(List<HallRow> layout) {
        return IntStream.range(0, layout.size())
                .mapToObj(r -> Spoken.form(layout.get(r).name(r + 1)));
    }

    int seats() {
        return layout == null
                ? rows * seatsPerRow
                : layout.stream().mapToInt(row -> row.seats().count()).sum();
    }
}
