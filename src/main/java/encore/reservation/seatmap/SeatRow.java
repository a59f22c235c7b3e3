package encore.reservation.seatmap;

import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.hall.Hall;
import encore.reservation.hall.HallSeat;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A row of the table {@code seat_map}, as {@link SeatMapProjection} wrote it. */
@Entity
@Immutable
@Table(name = "seat_map")
class SeatRow {

    @Id
    String seatId;

    String performanceId;
    String section;
    int rowNumber;
    int seatNumber;
    long price;

    @Enumerated(EnumType.STRING)
    SeatView.Status status;

    @Nullable
    Instant heldUntil;

    long placed;
    long version;

    @Nullable
    String rowLabel;

    @Nullable
    Double x;

    @Nullable
    Double y;

    SeatRow() {}

    @SuppressWarnings("NullAway.Init")
    SeatRow(
            String seatId,
            String performanceId,
            String section,
            int rowNumber,
            int seatNumber,
            long price,
            SeatView.Status status,
            @Nullable Instant heldUntil,
            long placed,
            long version,
            @Nullable String rowLabel,
            @Nullable Double x,
            @Nullable Double y) {
        this.seatId = seatId;
        this.performanceId = performanceId;
        this.section = section;
        this.rowNumber = rowNumber;
        this.seatNumber = seatNumber;
        this.price = price;
        this.placed = placed;
        this.rowLabel = rowLabel;
        this.x = x;
        this.y = y;
        is(status, heldUntil, version);
    }

    static SeatRow placed(SeatPlaced e, long position) {
        return new SeatRow(
                e.seat().value(),
                e.performance().value(),
                e.section(),
                e.row(),
                e.number(),
                e.price(),
                SeatView.Status.AVAILABLE,
                null,
                position,
                position,
                e.rowLabel(),
                e.x(),
                e.y());
    }

    void is(SeatView.Status now, @Nullable Instant until, long position) {
        status = now;
        heldUntil = until;
        version = position;
    }

    /** It was given back, and looks held until others may have it. */
    void isBack(@Nullable Instant freeFrom, long position) {
        is(freeFrom == null ? SeatView.Status.AVAILABLE : SeatView.Status.HELD, freeFrom, position);
    }

    boolean isLapsedAt(Instant now) {
        return heldUntil != null && !now.isBefore(heldUntil);
    }

    /** When others may have it, in microseconds since the epoch. */
    long takenUntil() {
        return switch (status) {
            case AVAILABLE -> Hall.FREE;
            case HELD -> heldUntil == null ? Hall.GONE : Hall.micros(heldUntil);
            case SOLD, BLOCKED -> Hall.GONE;
        };
    }

    HallSeat inHall() {
        return new HallSeat(seatId, section, rowNumber, seatNumber, price, x, y, takenUntil());
    }

    String label() {
        return rowLabel == null ? Integer.toString(rowNumber) : rowLabel;
    }

    boolean isFreeAt(Instant now) {
        return status == SeatView.Status.AVAILABLE || isLapsedAt(now);
    }

    /** How it looks to whoever might want it. */
    SeatView.Status statusAt(Instant now) {
        return isLapsedAt(now) ? SeatView.Status.AVAILABLE : status;
    }

    SeatView at(Instant now) {
        return new SeatView(
                seatId,
                section,
                rowNumber,
                seatNumber,
                price,
                statusAt(now),
                label(),
                x,
                y);
    }
}
