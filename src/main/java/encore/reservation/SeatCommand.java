package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.Price;
import encore.concert.Section;
import encore.concert.SectionName;
import encore.kernel.Command;
import encore.kernel.PaymentId;
import encore.kernel.Refusal;
import encore.kernel.UserId;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

import java.time.Instant;
import java.util.Optional;

/** What can be asked of a seat (diagrams "예약가능 좌석 조회", "좌석 예약 요청"). */
public sealed interface SeatCommand<R> extends Command<R> {

    @Override
    default Optional<Refusal> unknownId() {
        return Optional.of(ReservationRefusal.SEAT_NOT_FOUND);
    }

    @TargetAggregateIdentifier
    SeatId seat();

    /** Put the chair there: row and number count from 1, the price is in points. */
    record PlaceSeat(
            SeatId seat,
            PerformanceId performance,
            SectionName section,
            int row,
            int number,
            Price price,
            Instant startsAt)
            implements SeatCommand<Void> {

        public PlaceSeat {
            Words.complete(seat, performance, section, price);
            Words.number(row, 1, Section.MOST, "unfit.extent");
            Words.number(number, 1, Section.MOST, "unfit.extent");
            startsAt = Words.moment("startsAt", startsAt);
        }
    }

    /**
     * Hold the seat for a while and open a reservation for it. Answers with the {@link
     * ReservationEvent.ReservationOpened}. Refused with SEAT_TAKEN while somebody holds or owns it
     * (이미 선택된 좌석입니다), with PERFORMANCE_CLOSED once the performance has begun, and with
     * SEAT_LIMIT when the user has as many of its seats already as a user may have.
     */
    record ReserveSeat(SeatId seat, ReservationId reservation, UserId user)
            implements SeatCommand<ReservationEvent.ReservationOpened> {

        public ReserveSeat {
            Words.complete(seat, reservation, user);
        }
    }

    /** Let go of the seat. Does nothing unless that very reservation holds it. */
    record ReleaseSeat(SeatId seat, ReservationId reservation) implements SeatCommand<Void> {

        public ReleaseSeat {
            Words.complete(seat, reservation);
        }
    }

    /**
     * Give the seat to the payer, or decline when it went to somebody else meanwhile. Either is
     * final (rule 8): asked again for the same payment, the seat does nothing.
     */
    record SellSeat(SeatId seat, ReservationId reservation, PaymentId payment)
            implements SeatCommand<Void> {

        public SellSeat {
            Words.complete(seat, reservation, payment);
        }
    }
}
