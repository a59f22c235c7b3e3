package encore.reservation;

import encore.concert.Terms;
import encore.kernel.Command;
import encore.kernel.InvalidValue;
import encore.kernel.Operator;
import encore.kernel.PaymentId;
import encore.kernel.Reason;
import encore.kernel.Refusal;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What can be asked of a reservation (diagrams "좌석 예약 요청", "결제"). */
public sealed interface ReservationCommand<R> extends Command<R> {

    @Override
    default Optional<Refusal> unknownId() {
        return Optional.of(ReservationRefusal.RESERVATION_NOT_FOUND);
    }

    @TargetAggregateIdentifier
    ReservationId reservation();

    /** The most seats that one reservation may have. */
    int MOST_SEATS = 8;

    /**
     * Reserve these seats of one performance, all of them or none (diagram "좌석 예약 요청"). Answers
     * with the reservation: this one, or the one by which this user holds them already.
     *
     * <p>Refused with SEAT_NOT_FOUND; with SEATS_OF_TWO_PERFORMANCES; with PERFORMANCE_CANCELLED,
     * PERFORMANCE_CLOSED once it has begun, SALES_CLOSED; with SEAT_TAKEN while somebody holds or
     * owns one of them (이미 선택된 좌석입니다); with TOKEN_EXPIRED; with SEAT_LIMIT when the user would have
     * more seats of the performance than a user may.
     *
     * @param token of who reserves: it lasts as long as the hold; null for an offer
     * @param seats 1 to 8, each once
     * @param terms of their performance
     * @param offer when it is offered to who waited for seats to come back; null when they ask
     *     for it. Then the seats must have been given back, but need not be open to others yet
     */
    record OpenReservation(
            ReservationId reservation,
            UserId user,
            @Nullable TokenId token,
            List<SeatId> seats,
            Terms terms,
            @Nullable Offer offer)
            implements ReservationCommand<OpenedReservation> {

        /** For somebody who asks for the seats. */
        public OpenReservation(
                ReservationId reservation,
                UserId user,
                TokenId token,
                List<SeatId> seats,
                Terms terms) {
            this(reservation, user, token, seats, terms, null);
        }

        public OpenReservation {
            Words.complete(reservation, user, seats, terms);
            if ((token == null) == (offer == null)) {
                throw new InvalidValue("missing");
            }
            Words.complete(seats.toArray());
            seats = List.copyOf(seats);
            if (seats.isEmpty() || seats.size() > MOST_SEATS) {
                throw new InvalidValue("seatIds", "unfit.seat-count");
            }
            if (seats.stream().distinct().count() < seats.size()) {
                throw new InvalidValue("seatIds", "unfit.seat-twice");
            }
        }
    }

    /** Seats that came back, for who waited for them: to be seen and paid between two moments. */
    record Offer(Instant payableFrom, Instant until) {

        public Offer {
            payableFrom = Words.moment("payableFrom", payableFrom);
            until = Words.moment("until", until);
        }
    }

    /**
     * The answer to {@link OpenReservation}.
     *
     * @param opened null when there was that reservation already
     */
    record OpenedReservation(
            ReservationId reservation, ReservationEvent.@Nullable ReservationOpened opened) {}

    /**
     * Its owner gives it up. Does nothing when it is over already. Refused with
     * NOT_RESERVATION_OWNER, and with RESERVATION_PAID once it is paid or being paid.
     */
    record CancelReservation(ReservationId reservation, UserId user)
            implements ReservationCommand<Void> {

        public CancelReservation {
            Words.complete(reservation, user);
        }
    }

    /** The time to pay is over. Does nothing unless that is so and nobody is paying. */
    record ExpireReservation(ReservationId reservation) implements ReservationCommand<Void> {

        public ExpireReservation {
            Words.complete(reservation);
        }
    }

    /**
     * Begin to pay. Answers with the {@link BegunPayment}: this one, or the one already under way.
     * Refused, in the order of the diagram, with RESERVATION_CANCELLED (결제불가능), RESERVATION_PAID
     * (이미 결제 완료), NOT_RESERVATION_OWNER (사용자 불일치); with PERFORMANCE_CLOSED once it has begun, and
     * with PERFORMANCE_CANCELLED; with SALES_CLOSED before an offer can be paid.
     *
     * @param token the waiting token that the payment will end
     * @param terms of the performance
     */
    record Pay(
            ReservationId reservation, PaymentId payment, UserId user, TokenId token, Terms terms)
            implements ReservationCommand<BegunPayment> {

        public Pay {
            Words.complete(reservation, payment, user, token, terms);
        }
    }

    /** The answer to {@link Pay}; amount in points. */
    record BegunPayment(PaymentId payment, long amount) {}

    /**
     * Give the seats to the payer: all of them, or none when one went to somebody else meanwhile.
     * Each seat records its answer, which is final. Does nothing unless that very payment is under
     * way.
     */
    record SellSeats(ReservationId reservation, PaymentId payment)
            implements ReservationCommand<Void> {

        public SellSeats {
            Words.complete(reservation, payment);
        }
    }

    /** The points are deducted and the seats are sold. */
    record ConfirmPayment(ReservationId reservation, PaymentId payment)
            implements ReservationCommand<Void> {

        public ConfirmPayment {
            Words.complete(reservation, payment);
        }
    }

    /**
     * The payment came to nothing, and nothing was kept.
     *
     * @param balance what the payer has, in points; null when that was not asked
     */
    record RejectPayment(
            ReservationId reservation,
            PaymentId payment,
            RejectionReason reason,
            @Nullable Long balance)
            implements ReservationCommand<Void> {

        public RejectPayment {
            Words.complete(reservation, payment, reason);
            if (balance != null) {
                Words.number(balance, 0, Long.MAX_VALUE, "unfit.balance");
            }
        }
    }

    /**
     * Take back what was paid. Answers with the {@link ReservationEvent.ReservationRefunded}: this
     * refund, or the one there was. Refused with NOT_RESERVATION_OWNER, and with NOT_REFUNDABLE
     * when it is not paid, or its owner asks too late.
     *
     * @param owner who asks, when it is not the operator
     * @param by the operator, when it is
     * @param terms of the performance
     */
    record RefundReservation(
            ReservationId reservation,
            RefundId refund,
            @Nullable UserId owner,
            @Nullable Operator by,
            @Nullable Reason reason,
            Terms terms)
            implements ReservationCommand<ReservationEvent.ReservationRefunded> {

        public RefundReservation {
            Words.complete(reservation, refund, terms);
            if ((owner == null) == (by == null)) {
                throw new InvalidValue("missing");
            }
        }
    }
}
