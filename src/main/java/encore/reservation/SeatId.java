package encore.reservation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import encore.concert.PerformanceId;
import encore.kernel.Id;

/** One chair at one performance (좌석). */
public record SeatId(@JsonValue String value) implements Id {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SeatId {
        Id.checked(value);
    }

    /**
     * The seat at this place of a performance: its seats follow from its announcement.
     *
     * @param section the place of the section in the announcement, from 1
     */
    public static SeatId of(PerformanceId performance, int section, int row, int number) {
        return new SeatId("%s-%d-%d-%d".formatted(performance.value(), section, row, number));
    }

    @Override
    public String toString() {
        return "seat:" + value;
    }
}
