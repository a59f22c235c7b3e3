package encore.audit.ledger;

import encore.kernel.PaymentId;
import encore.kernel.StoredEvent;
import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.ReservationId;
import encore.reservation.SeatBecameSeats;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import encore.reservation.SeatId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.util.List;

/**
 * The facts about seats and reservations. A reservation has several seats: each event that names
 * some has a row in {@code named_seat} for each. Moments are milliseconds.
 */
final class OrderFacts {

    private final FactTable seatChange;
    private final FactTable opening;
    private final FactTable request;
    private final FactTable outcome;
    private final FactTable ending;
    private final FactTable refund;
    private final FactTable namedSeat;

    OrderFacts(JdbcTemplate jdbc) {
        seatChange = new FactTable(
                jdbc,
                "seat_change",
                "position int8",
                "event text",
                "millis int8",
                "seat text",
                "kind text",
                "reservation text",
                "payment text",
                "account text",
                "until int8",
                "free_from int8");
        opening = new FactTable(
                jdbc,
                "opening",
                "position int8",
                "event text",
                "reservation text",
                "account text",
                "until int8",
                "free_from int8",
                "was_of_one_seat bool",
                "payable_from int8");
        request = new FactTable(
                jdbc,
                "request",
                "position int8",
                "event text",
                "payment text",
                "reservation text",
                "account text",
                "amount int8",
                "token text",
                "was_of_one_seat bool");
        outcome = new FactTable(
                jdbc,
                "outcome",
                "position int8",
                "event text",
                "payment text",
                "reservation text",
                "kind text",
                "millis int8");
        ending = new FactTable(
                jdbc,
                "ending",
                "position int8",
                "event text",
                "millis int8",
                "reservation text",
                "free_from int8");
        refund = new FactTable(
                jdbc,
                "refund",
                "position int8",
                "event text",
                "millis int8",
                "reservation text",
                "payment text",
                "account text",
                "amount int8");
        namedSeat = new FactTable(jdbc, "named_seat", "event text", "seat text");
        VIEWS.forEach(jdbc::execute);
    }

    private static final List<String> VIEWS = List.of(
            """
            create temporary view sale as
            select position, event, payment, reservation, seat from seat_change
             where kind = 'SOLD'
            """,
            // Whose a seat was before, and is now. A seat that is declined stays whose it was.
            """
            create temporary view seat_turn as
            select *, lag(event) over turns as event_before, lag(kind) over turns as kind_before,
                   lag(reservation) over turns as reservation_before,
                   lag(free_from) over turns as free_from_before,
                   lead(event) over turns is null as is_newest
              from seat_change where kind <> 'DECLINED'
            window turns as (partition by seat order by position)
            """,
            """
            create temporary view seats_named as
            select event, array_agg(seat order by seat) as seats from named_seat group by event
            """);

    List<FactTable> tables() {
        return List.of(seatChange, opening, request, outcome, ending, refund, namedSeat);
    }

    void seat(StoredEvent at, SeatEvent event) {
        switch (event) {
            case SeatPlaced e -> {}
            case SeatHeld e ->
                seatChange.add(
                        at.position(),
                        at.id(),
                        at.at().toEpochMilli(),
                        e.seat().value(),
                        "HELD",
                        e.reservation().value(),
                        null,
                        e.user().value(),
                        e.until().toEpochMilli(),
                        e.freeFrom().toEpochMilli());
            case SeatReleased e ->
                change(at, e.seat(), "RELEASED", e.reservation(), null, e.freeFrom());
            case SeatSold e -> change(at, e.seat(), "SOLD", e.reservation(), e.payment(), null);
            case SeatDeclined e ->
                change(at, e.seat(), "DECLINED", e.reservation(), e.payment(), null);
            case SeatBlocked e -> change(at, e.seat(), "BLOCKED", null, null, null);
            case SeatUnblocked e -> change(at, e.seat(), "UNBLOCKED", null, null, e.freeFrom());
        }
    }

    private void change(
            StoredEvent at,
            SeatId seat,
            String kind,
            @Nullable ReservationId reservation,
            @Nullable PaymentId payment,
            @Nullable Instant freeFrom) {
        seatChange.add(
                at.position(),
                at.id(),
                at.at().toEpochMilli(),
                seat.value(),
                kind,
                reservation == null ? null : reservation.value(),
                payment == null ? null : payment.value(),
                null,
                null,
                millis(freeFrom));
    }

    void reservation(StoredEvent at, ReservationEvent event) {
        switch (event) {
            case ReservationOpened e -> {
                opening.add(
                        at.position(),
                        at.id(),
                        e.reservation().value(),
                        e.user().value(),
                        e.holdUntil().toEpochMilli(),
                        e.freeFrom().toEpochMilli(),
                        SeatBecameSeats.wasOfOneSeat(at.message()),
                        e.payableFrom() == null ? null : e.payableFrom().toEpochMilli());
                named(at, e.seatIds());
            }
            case PaymentRequested e -> {
                request.add(
                        at.position(),
                        at.id(),
                        e.payment().value(),
                        e.reservation().value(),
                        e.user().value(),
                        e.amount(),
                        e.token().value(),
                        SeatBecameSeats.wasOfOneSeat(at.message()));
                named(at, e.seats());
            }
            case ReservationPaid e -> ended(at, e.payment(), e.reservation(), "PAID");
            case PaymentRejected e -> ended(at, e.payment(), e.reservation(), "REJECTED");
            case ReservationCancelled e -> over(at, e.reservation(), e.seats(), e.freeFrom());
            case ReservationExpired e -> over(at, e.reservation(), e.seats(), e.freeFrom());
            case ReservationRefunded e -> {
                over(at, e.reservation(), e.seats(), e.freeFrom());
                refund.add(
                        at.position(),
                        at.id(),
                        at.at().toEpochMilli(),
                        e.reservation().value(),
                        e.payment().value(),
                        e.user().value(),
                        e.amount());
            }
        }
    }

    private void ended(StoredEvent at, PaymentId payment, ReservationId reservation, String kind) {
        outcome.add(
                at.position(),
                at.id(),
                payment.value(),
                reservation.value(),
                kind,
                at.at().toEpochMilli());
    }

    private void over(
            StoredEvent at,
            ReservationId reservation,
            List<SeatId> seats,
            @Nullable Instant freeFrom) {
        ending.add(
                at.position(),
                at.id(),
                at.at().toEpochMilli(),
                reservation.value(),
                millis(freeFrom));
        named(at, seats);
    }

    private void named(StoredEvent at, List<SeatId> seats) {
        seats.forEach(seat -> namedSeat.add(at.id(), seat.value()));
    }

    private static @Nullable Long millis(@Nullable Instant moment) {
        return moment == null ? null : moment.toEpochMilli();
    }
}
