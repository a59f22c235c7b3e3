package encore.audit.ledger;

import encore.kernel.StoredEvent;
import encore.point.PointAccountEvent;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.PaymentRejected;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationEvent.ReservationCancelled;
import encore.reservation.ReservationEvent.ReservationExpired;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservationPaid;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatId;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import org.springframework.jdbc.core.JdbcTemplate;

import java.util.List;

import static java.util.stream.Collectors.joining;

/**
 * What the rules of the ledger ask about, taken from the events one by one and kept in temporary
 * tables, each fact with the id of the event that shows it. Amounts and balances are points.
 */
final class Facts {

    private final FactTable stored;
    private final FactTable accountLine;
    private final FactTable sale;
    private final FactTable request;
    private final FactTable outcome;
    private final FactTable expiry;
    private final List<FactTable> all;

    Facts(JdbcTemplate jdbc) {
        stored = new FactTable(
                jdbc, "stored", "position int8", "event text", "stream text", "sequence int8");
        accountLine = new FactTable(
                jdbc,
                "account_line",
                "position int8",
                "event text",
                "account text",
                "kind text",
                "reference text",
                "amount int8",
                "change int8",
                "balance int8");
        sale = new FactTable(
                jdbc,
                "sale",
                "position int8",
                "event text",
                "payment text",
                "reservation text",
                "seat text");
        request = new FactTable(
                jdbc,
                "request",
                "position int8",
                "event text",
                "payment text",
                "reservation text",
                "seat text",
                "account text",
                "amount int8",
                "token text");
        outcome = new FactTable(
                jdbc,
                "outcome",
                "position int8",
                "event text",
                "payment text",
                "reservation text",
                "kind text",
                "millis int8");
        expiry = new FactTable(jdbc, "expiry", "position int8", "event text", "token text");
        all = List.of(stored, accountLine, sale, request, outcome, expiry);
        jdbc.execute(PAYMENT_STEPS);
    }

    /** What was done for a payment, whatever it was. */
    private static final String PAYMENT_STEPS = """
            create temporary view payment_step as
            select position, event, reference as payment, kind, account, amount,
                   null as reservation, null as seat
              from account_line where kind <> 'CHARGED'
            union all
            select position, event, payment, 'SOLD', null, null, reservation, seat from sale
            union all
            select position, event, payment, kind, null, null, reservation, null from outcome
            """;

    void stored(StoredEvent event) {
        stored.add(event.position(), event.id(), event.stream(), event.sequence());
    }

    void account(StoredEvent at, PointAccountEvent event) {
        switch (event) {
            case PointCharged e ->
                line(at, e, "CHARGED", e.charge().value(), e.amount(), e.amount());
            case PointDeducted e ->
                line(at, e, "DEDUCTED", e.payment().value(), e.amount(), -e.amount());
            case PointDeductionDeclined e ->
                line(at, e, "DECLINED", e.payment().value(), e.amount(), 0);
            case PointRefunded e ->
                line(at, e, "REFUNDED", e.payment().value(), e.amount(), e.amount());
        }
    }

    private void line(
            StoredEvent at,
            PointAccountEvent event,
            String kind,
            String reference,
            long amount,
            long change) {
        accountLine.add(
                at.position(),
                at.id(),
                event.user().value(),
                kind,
                reference,
                amount,
                change,
                event.balance());
    }

    void seat(StoredEvent at, SeatEvent event) {
        if (event instanceof SeatSold e) {
            sale.add(
                    at.position(),
                    at.id(),
                    e.payment().value(),
                    e.reservation().value(),
                    e.seat().value());
        }
    }

    void reservation(StoredEvent at, ReservationEvent event) {
        switch (event) {
            case PaymentRequested e ->
                request.add(
                        at.position(),
                        at.id(),
                        e.payment().value(),
                        e.reservation().value(),
                        e.seats().stream().map(SeatId::value).sorted().collect(joining(",")),
                        e.user().value(),
                        e.amount(),
                        e.token().value());
            case ReservationPaid e ->
                outcome.add(
                        at.position(),
                        at.id(),
                        e.payment().value(),
                        e.reservation().value(),
                        "PAID",
                        at.at().toEpochMilli());
            case PaymentRejected e ->
                outcome.add(
                        at.position(),
                        at.id(),
                        e.payment().value(),
                        e.reservation().value(),
                        "REJECTED",
                        at.at().toEpochMilli());
            case ReservationOpened e -> {}
            case ReservationCancelled e -> {}
            case ReservationExpired e -> {}
            case ReservationRefunded e -> {}
        }
    }

    void token(StoredEvent at, WaitingTokenEvent event) {
        if (event instanceof TokenExpired e) {
            expiry.add(at.position(), at.id(), e.token().value());
        }
    }

    void write() {
        all.forEach(FactTable::write);
    }

    void complete() {
        all.forEach(FactTable::complete);
    }
}
