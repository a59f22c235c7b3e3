package encore.reservation;

import encore.kernel.Command;
import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

import java.util.Optional;

/** What can be asked of a reservation (diagrams "좌석 예약 요청", "결제"). */
public sealed interface ReservationCommand<R> extends Command<R> {

    @Override
    default Optional<Refusal> unknownId() {
        return Optional.of(ReservationRefusal.RESERVATION_NOT_FOUND);
    }

    @TargetAggregateIdentifier
    ReservationId reservation();

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
     * (이미 결제 완료), NOT_RESERVATION_OWNER (사용자 불일치).
     *
     * @param token the waiting token that the payment will end
     */
    record Pay(ReservationId reservation, PaymentId payment, UserId user, TokenId token)
            implements ReservationCommand<BegunPayment> {

        public Pay {
            Words.complete(reservation, payment, user, token);
        }
    }

    /** The answer to {@link Pay}; amount in points. */
    record BegunPayment(PaymentId payment, long amount) {}

    /** The points are deducted and the seat is sold. */
    record ConfirmPayment(ReservationId reservation, PaymentId payment)
            implements ReservationCommand<Void> {

        public ConfirmPayment {
            Words.complete(reservation, payment);
        }
    }

    /**
     * The payment came to nothing, and nothing was kept.
     *
     * @param balance what the payer has, in points
     */
    record RejectPayment(
            ReservationId reservation, PaymentId payment, RejectionReason reason, long balance)
            implements ReservationCommand<Void> {

        public RejectPayment {
            Words.complete(reservation, payment, reason);
            Words.number(balance, 0, Long.MAX_VALUE, "unfit.balance");
        }
    }

    /** Why a payment came to nothing. */
    enum RejectionReason {
        /** The balance was too small (포인트부족); the reservation can still be paid. */
        INSUFFICIENT_POINTS,
        /** The hold lapsed while paying and somebody else got the seat; refunded. */
        HOLD_LOST
    }
}
