package encore.reservation;

import encore.concert.PerformanceEvent.AnnouncedRow;
import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.Price;
import encore.concert.RowLabel;
import encore.concert.SeatNumbers;
import encore.concert.SectionName;
import encore.reservation.SeatCommand.PlaceSeat;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The seats of a performance, numbered from 0: row by row, one section after the other. */
final class SeatPlan {

    /** See {@link SeatId#of}. */
    private static final Pattern PLACE = Pattern.compile("(.*)-(\\d{1,9})-(\\d{1,9})-(\\d{1,9})");

    private final PerformanceScheduled performance;
    private final List<Part> parts;

    /** A row: the numbers of its seats, ascending. */
    private record Row(
            int[] numbers,
            @Nullable RowLabel label,
            @Nullable Double x,
            @Nullable Double y) {

        private static Row of(AnnouncedRow row) {
            var label = row.label();
            return new Row(
                    new SeatNumbers(row.seats()).all().toArray(),
                    label == null ? null : new RowLabel(label),
                    row.x(),
                    row.y());
        }

        private @Nullable Double xOf(int number) {
            return x == null ? null : x + number - numbers[0];
        }
    }

    /** A section: how many seats there are before each row, and before the end. */
    private record Part(SectionName name, Price price, List<Row> rows, int[] before) {

        private static Part of(AnnouncedSection section) {
            var layout = section.layout();
            var rows = layout == null
                    ? equal(section.rows(), section.seatsPerRow())
                    : layout.stream().map(Row::of).toList();
            var before = new int[rows.size() + 1];
            for (int r = 0; r < rows.size(); r++) {
                before[r + 1] = before[r] + rows.get(r).numbers().length;
            }
            return new Part(
                    new SectionName(section.name()), new Price(section.price()), rows, before);
        }

        private static List<Row> equal(int rows, int seatsPerRow) {
            var numbers = IntStream.rangeClosed(1, seatsPerRow).toArray();
            return Collections.nCopies(rows, new Row(numbers, null, null, null));
        }

        private int size() {
            return before[rows.size()];
        }

        /** Counted from 0; every row has a seat. */
        private int rowOf(int seat) {
            int found = Arrays.binarySearch(before, seat);
            return found >= 0 ? found : -found - 2;
        }

        /** Counted from 0; negative when there is none. */
        private int indexOf(int row, int number) {
            if (row < 1 || row > rows.size()) {
                return -1;
            }
            int found = Arrays.binarySearch(rows.get(row - 1).numbers(), number);
            return found < 0 ? -1 : before[row - 1] + found;
        }
    }

    /**
     * Of a performance as it was announced.
     *
     * @throws IllegalArgumentException when it can have none
     */
    SeatPlan(PerformanceScheduled performance) {
        this.performance = performance;
        this.parts = performance.sections().stream().map(Part::of).toList();
    }

    int size() {
        return parts.stream().mapToInt(Part::size).sum();
    }

    PlaceSeat seat(int index) {
        int left = index;
        int section = 0;
        while (left >= parts.get(section).size()) {
            left -= parts.get(section).size();
            section++;
        }
        var part = parts.get(section);
        int r = part.rowOf(left);
        var row = part.rows().get(r);
        int number = row.numbers()[left - part.before()[r]];
        return new PlaceSeat(
                SeatId.of(performance.performance(), section + 1, r + 1, number),
                performance.performance(),
                part.name(),
                r + 1,
                number,
                part.price(),
                performance.startsAt(),
                row.label(),
                row.xOf(number),
                row.y());
    }

    /** The number of a seat; -1 when it is none of these. */
    int indexOf(SeatId seat) {
        var place = PLACE.matcher(seat.value());
        if (!place.matches() || !place.group(1).equals(performance.performance().value())) {
            return -1;
        }
        int section = Integer.parseInt(place.group(2));
        if (section < 1 || section > parts.size()) {
            return -1;
        }
        int index = parts.get(section - 1)
                .indexOf(Integer.parseInt(place.group(3)), Integer.parseInt(place.group(4)));
        int before = parts.subList(0, section - 1).stream().mapToInt(Part::size).sum();
        return index < 0 ? -1 : before + index;
    }
}
