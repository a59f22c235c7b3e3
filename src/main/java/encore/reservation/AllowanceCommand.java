package encore.reservation;

import encore.kernel.Command;
import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

import java.time.Instant;
import java.util.Optional;

/** What can be asked of a user's allowance of seats at a performance. */
public sealed interface AllowanceCommand<R> extends Command<R> {

    /** Its first command makes it, so there is always one. */
    @Override
    default Optional<Refusal> unknownId() {
        return Optional.empty();
    }

    @TargetAggregateIdentifier
    AllowanceId allowance();

    /**
     * Count the seats of one more reservation until its hold is over. Refused with SEAT_LIMIT when
     * more would count than a user may have.
     */
    record TakeAllowance(AllowanceId allowance, ReservationId reservation, int seats, Instant until)
            implements AllowanceCommand<Void> {

        public TakeAllowance {
            Words.complete(allowance, reservation);
            Words.number(seats, 1, ReservationCommand.MOST_SEATS, "unfit.seat-count");
            until = Words.moment("until", until);
        }
    }

    /** The reservation is being paid: count it however long that takes, and for good once paid. */
    record SpendAllowance(AllowanceId allowance, ReservationId reservation, PaymentId payment)
            implements AllowanceCommand<Void> {

        public SpendAllowance {
            Words.complete(allowance, reservation, payment);
        }
    }

    /**
     * The payment came to nothing: count the reservation until its hold is over, as before. Does
     * nothing unless it counts for that very payment.
     */
    record RegainAllowance(
            AllowanceId allowance, ReservationId reservation, PaymentId payment, Instant until)
            implements AllowanceCommand<Void> {

        public RegainAllowance {
            Words.complete(allowance, reservation, payment);
            until = Words.moment("until", until);
        }
    }

    /** The reservation was given up: count it no longer, if it did. */
    record ReturnAllowance(AllowanceId allowance, ReservationId reservation)
            implements AllowanceCommand<Void> {

        public ReturnAllowance {
            Words.complete(allowance, reservation);
        }
    }
}
