package encore.audit.seats;

import encore.audit.seats.SeatsThen.SeatThen;
import encore.audit.seats.SeatsThen.Status;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One seat, event by event. */
class SeatReplay {

    private @Nullable SeatPlaced placed;
    private Standing standing = Standing.free(Instant.EPOCH);
    private final Map<ReservationId, UserId> holders = new HashMap<>();

    private record Standing(
            Status status,
            @Nullable ReservationId reservation,
            @Nullable PaymentId payment,
            @Nullable Instant until,
            Instant since) {

        static Standing free(Instant since) {
            return new Standing(Status.AVAILABLE, null, null, null, since);
        }

        /** A hold that is past its time is none. */
        Standing at(Instant moment) {
            return until != null && !moment.isBefore(until) ? free(until) : this;
        }
    }

    /** Takes the seat's next event in. */
    void read(SeatEvent event, Instant at) {
        standing = switch (event) {
            case SeatPlaced e -> {
                placed = e;
                yield Standing.free(at);
            }
            case SeatHeld e -> {
                holders.put(e.reservation(), e.user());
                yield new Standing(Status.HELD, e.reservation(), null, e.freeFrom(), at);
            }
            case SeatReleased e -> back(e.freeFrom(), at);
            case SeatBlocked e -> new Standing(Status.BLOCKED, null, null, null, at);
            case SeatUnblocked e -> back(e.freeFrom(), at);
            case SeatDeclined e -> standing;
            case SeatSold e -> new Standing(Status.SOLD, e.reservation(), e.payment(), null, at);
        };
    }

    /**
     * What is given back is nobody's until others may have it. The release of a hold that had
     * lapsed makes free what was free before.
     */
    private Standing back(@Nullable Instant from, Instant at) {
        if (from != null && from.isAfter(at)) {
            return new Standing(Status.HELD, null, null, from, at);
        }
        var before = standing.at(at);
        return before.status() == Status.AVAILABLE ? before : Standing.free(at);
    }

    /** How the seat stands after what was read; nothing when it was not placed yet. */
    Optional<SeatThen> at(Instant moment) {
        if (placed == null) {
            return Optional.empty();
        }
        var now = standing.at(moment);
        return Optional.of(new SeatThen(
                placed.seat(),
                placed.section(),
                placed.row(),
                placed.number(),
                placed.price(),
                now.status(),
                holders.get(now.reservation()),
                now.reservation(),
                now.payment(),
                now.until(),
                now.since()));
    }
}
