package encore.audit.ledger;

import encore.concert.PerformanceEvent;
import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceEvent.PerformanceClosed;
import encore.concert.PerformanceEvent.PerformanceCorrected;
import encore.concert.PerformanceEvent.PerformanceReopened;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceEvent.SalesScheduled;
import encore.kernel.Operator;
import encore.kernel.PaymentId;
import encore.kernel.Reason;
import encore.kernel.StoredEvent;
import encore.point.PointAccountEvent;
import encore.point.PointAccountEvent.PointCharged;
import encore.point.PointAccountEvent.PointDeducted;
import encore.point.PointAccountEvent.PointDeductionDeclined;
import encore.point.PointAccountEvent.PointRefunded;
import encore.reservation.ReservationEvent;
import encore.reservation.ReservationEvent.ReservationRefunded;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatUnblocked;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenDeclined;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenExtended;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenRegained;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.WaitingTokenEvent.TokenSpent;
import encore.waiting.steering.LineEvent;
import encore.waiting.steering.LineEvent.AdmissionEased;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.MessageChanged;
import encore.waiting.steering.LineEvent.PaceChanged;
import encore.waiting.steering.LineEvent.PersonLetIn;
import encore.waiting.steering.LineEvent.PersonThrownOut;
import encore.waiting.steering.LineEvent.PriceChanged;
import encore.waiting.steering.LineEvent.StateChanged;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the rules of the ledger ask about, taken from the events one by one and kept in temporary
 * tables, each fact with the id of the event that shows it. Amounts and balances are points,
 * moments milliseconds.
 */
final class Facts {

    private final FactTable stored;
    private final FactTable accountLine;
    private final FactTable tokenChange;
    private final FactTable operatorAct;
    private final OrderFacts orders;
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
        tokenChange = new FactTable(
                jdbc,
                "token_change",
                "position int8",
                "event text",
                "account text",
                "token text",
                "kind text",
                "payment text",
                "until int8");
        operatorAct = new FactTable(
                jdbc,
                "operator_act",
                "position int8",
                "event text",
                "act text",
                "operator text",
                "reason text");
        orders = new OrderFacts(jdbc);
        all = Stream.concat(
                        Stream.of(stored, accountLine, tokenChange, operatorAct),
                        orders.tables().stream())
                .toList();
        jdbc.execute(PAYMENT_STEPS);
    }

    /** What was done for a payment, whatever it was. */
    private static final String PAYMENT_STEPS = """
            create temporary view payment_step as
            select position, event, reference as payment, kind, account, amount,
                   null as reservation, null as seat, null as token
              from account_line where kind <> 'CHARGED'
            union all
            select position, event, payment, kind, null, null, reservation, seat, null
              from seat_change where payment is not null
            union all
            select position, event, payment, kind, account, null, null, null, token
              from token_change where payment is not null
            union all
            select position, event, payment, kind, null, null, reservation, null, null
              from outcome
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
        orders.seat(at, event);
        if (event instanceof SeatBlocked e) {
            act(at, e.by(), e.reason());
        } else if (event instanceof SeatUnblocked e) {
            act(at, e.by(), e.reason());
        }
    }

    /** A refund is an act of the operator unless its owner asked. */
    void reservation(StoredEvent at, ReservationEvent event) {
        orders.reservation(at, event);
        if (event instanceof ReservationRefunded e && e.by() != null) {
            act(at, e.by(), e.reason());
        }
    }

    void performance(StoredEvent at, PerformanceEvent event) {
        switch (event) {
            case PerformanceScheduled e -> {
                // Announcing tells neither who nor why.
            }
            case PerformanceCorrected e -> act(at, e.by(), e.reason());
            case SalesScheduled e -> act(at, e.by(), e.reason());
            case PerformanceClosed e -> act(at, e.by(), e.reason());
            case PerformanceReopened e -> act(at, e.by(), e.reason());
            case PerformanceCancelled e -> act(at, e.by(), e.reason());
        }
    }

    /** What the server does by itself has no author. */
    void line(StoredEvent at, LineEvent event) {
        switch (event) {
            case CapacityChanged e -> act(at, e.by(), e.reason());
            case PaceChanged e -> act(at, e.by(), e.reason());
            case StateChanged e -> act(at, e.by(), e.reason());
            case MessageChanged e -> act(at, e.by(), e.reason());
            case PriceChanged e -> act(at, e.by(), e.reason());
            case DoorsScheduled e -> act(at, e.by(), e.reason());
            case PersonLetIn e -> act(at, e.by(), e.reason());
            case PersonThrownOut e -> act(at, e.by(), e.reason());
            case LobbyShuffled e -> act(at, e.by(), null);
            case LobbyClosed e -> {}
            case AdmissionEased e -> {}
        }
    }

    private void act(StoredEvent at, @Nullable Operator by, @Nullable Reason reason) {
        act(at, by == null ? null : by.name(), reason == null ? null : reason.value());
    }

    private void act(StoredEvent at, @Nullable String by, @Nullable String reason) {
        var act = at.message().getPayloadType().getSimpleName();
        operatorAct.add(at.position(), at.id(), act, by, reason);
    }

    void token(StoredEvent at, WaitingTokenEvent event) {
        switch (event) {
            case TokenIssued e -> {
                // Who waits can do nothing yet.
            }
            case TokenActivated e -> token(at, e, "ACTIVATED", null, e.until());
            case TokenGranted e -> token(at, e, "ACTIVATED", null, e.until());
            case TokenExtended e -> token(at, e, "EXTENDED", null, e.until());
            case TokenSpent e -> token(at, e, "SPENT", e.payment(), null);
            case TokenDeclined e -> token(at, e, "DECLINED", e.payment(), null);
            case TokenRegained e -> token(at, e, "REGAINED", e.payment(), null);
            case TokenExpired e -> token(at, e, "EXPIRED", null, null);
            case TokenReturned e -> {
                // Who waits again can do nothing yet.
            }
        }
    }

    private void token(
            StoredEvent at,
            WaitingTokenEvent event,
            String kind,
            @Nullable PaymentId payment,
            @Nullable Instant until) {
        tokenChange.add(
                at.position(),
                at.id(),
                event.user().value(),
                event.token().value(),
                kind,
                payment == null ? null : payment.value(),
                until == null ? null : until.toEpochMilli());
    }

    void write() {
        all.forEach(FactTable::write);
    }

    void complete() {
        all.forEach(FactTable::complete);
    }
}
