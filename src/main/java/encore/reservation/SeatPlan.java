package encore.reservation;

import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.Price;
import encore.concert.SectionName;
import encore.reservation.SeatCommand.PlaceSeat;

import java.util.List;
import java.util.regex.Pattern;

/** The seats of a performance, numbered from 0: row by row, one section after the other. */
final class SeatPlan {

    /** See {@link SeatId#of}. */
    private static final Pattern PLACE = Pattern.compile("(.*)-(\\d{1,9})-(\\d{1,9})-(\\d{1,9})");

    private final PerformanceScheduled performance;
    private final List<Part> parts;

    private record Part(SectionName name, Price price, int rows, int perRow) {

        private int size() {
            return rows * perRow;
        }
    }

    /**
     * Of a performance as it was announced.
     *
     * @throws IllegalArgumentException when it can have none
     */
    SeatPlan(PerformanceScheduled performance) {
        this.performance = performance;
        this.parts = performance.sections().stream()
                .map(section -> new Part(
                        new SectionName(section.name()),
                        new Price(section.price()),
                        section.rows(),
                        section.seatsPerRow()))
                .toList();
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
        int row = left / part.perRow() + 1;
        int number = left % part.perRow() + 1;
        return new PlaceSeat(
                SeatId.of(performance.performance(), section + 1, row, number),
                performance.performance(),
                part.name(),
                row,
                number,
                part.price(),
                performance.startsAt());
    }

    /** The number of a seat; -1 when it is none of these. */
    int indexOf(SeatId seat) {
        var place = PLACE.matcher(seat.value());
        if (!place.matches() || !place.group(1).equals(performance.performance().value())) {
            return -1;
        }
        int section = Integer.parseInt(place.group(2)) - 1;
        int before = parts.subList(0, section).stream().mapToInt(Part::size).sum();
        return before
                + (Integer.parseInt(place.group(3)) - 1) * parts.get(section).perRow()
                + Integer.parseInt(place.group(4))
                - 1;
    }
}
