package encore.ticket;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import encore.kernel.Id;
import encore.reservation.ReservationId;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One sold seat: the reservation's id and the place of the seat in that reservation, from 1, such
 * as {@code 01a20cad-4a45-784d-83f7-ad5f2c616496-2}. It is no secret: who may see a ticket is
 * decided by whose it is.
 */
public record TicketId(@JsonValue String value) implements Id {

    static final int MOST_SEATS = 99;

    private static final Pattern SHAPE = Pattern.compile("(.+)-([1-9][0-9]?)");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TicketId {
        Id.checked(value);
    }

    /**
     * The seat at this place of a reservation.
     *
     * @param place from 1 to 99
     */
    static TicketId of(ReservationId reservation, int place) {
        if (place < 1 || place > MOST_SEATS) {
            throw new IllegalArgumentException("a reservation has no seat at place " + place);
        }
        return new TicketId(reservation.value() + "-" + place);
    }

    /** Where a ticket's seat is to be found. */
    record SeatOf(ReservationId reservation, int place) {}

    /** Reads it back; empty when no ticket can have this id. */
    Optional<SeatOf> seat() {
        var parts = SHAPE.matcher(value);
        return parts.matches()
                ? Optional.of(new SeatOf(
                        new ReservationId(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "ticket:" + value;
    }
}
