package encore.reservation.status;

import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.SeatId;
import encore.reservation.seatmap.SeatPlace;
import encore.reservation.status.ReservationView.Status;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A row of the table {@code reservation}, as {@link ReservationProjection} wrote it. */
@Entity
@Immutable
@Table(name = "reservation")
class ReservationRow {

    private static final String BETWEEN = ",";
    private static final Pattern COMMA = Pattern.compile(BETWEEN);
    private static final String FOR = ":";

    @Id
    String reservationId;

    String userId;
    String performanceId;

    /** {@code seat:price,seat:price}: no id has a comma or a colon. */
    String seats;

    long price;

    @Enumerated(EnumType.STRING)
    Status status;

    Instant holdExpiresAt;

    /** Before then nobody sees it; null for at once. */
    @Nullable
    Instant payableFrom;

    static ReservationRow opened(ReservationOpened e) {
        var row = new ReservationRow();
        row.reservationId = e.reservation().value();
        row.userId = e.user().value();
        row.performanceId = e.performance().value();
        row.seats = e.seats().stream()
                .map(seat -> seat.seat().value() + FOR + seat.price())
                .collect(Collectors.joining(BETWEEN));
        row.price = e.price();
        row.status = Status.PENDING;
        row.holdExpiresAt = e.holdUntil();
        row.payableFrom = e.payableFrom();
        return row;
    }

    boolean canBeSeenAt(Instant now) {
        return payableFrom == null || !now.isBefore(payableFrom);
    }

    List<ReservedSeat> seats() {
        return COMMA.splitAsStream(seats).map(ReservationRow::seat).toList();
    }

    private static ReservedSeat seat(String written) {
        int end = written.indexOf(FOR);
        return new ReservedSeat(
                new SeatId(written.substring(0, end)), Long.parseLong(written.substring(end + 1)));
    }

    /** A hold that is past its time is over, recorded or not. */
    Status statusAt(Instant now) {
        return status == Status.PENDING && !now.isBefore(holdExpiresAt) ? Status.EXPIRED : status;
    }

    ReservationView viewAt(Instant now, Function<SeatId, SeatPlace> places) {
        var all = seats();
        return new ReservationView(
                reservationId,
                userId,
                performanceId,
                all.getFirst().seat().value(),
                all.stream()
                        .map(seat -> ReservationView.Seat.of(seat, places.apply(seat.seat())))
                        .toList(),
                price,
                statusAt(now),
                holdExpiresAt);
    }
}
