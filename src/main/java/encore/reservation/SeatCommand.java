package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.Price;
import encore.concert.RowLabel;
import encore.concert.Section;
import encore.concert.SectionName;
import encore.kernel.Command;
import encore.kernel.InvalidValue;
import encore.kernel.Operator;
import encore.kernel.PaymentId;
import encore.kernel.Reason;
import encore.kernel.Refusal;
import encore.kernel.UserId;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

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

    /**
     * Put the chair there: row and number count from 1, the price is in points.
     *
     * @param rowLabel what its row is called; null for its number
     * @param x where it stands, for drawing, up to 101,000 either way; null when that is not told
     * @param y given together with x
     */
    record PlaceSeat(
            SeatId seat,
            PerformanceId performance,
            SectionName section,
            int row,
            int number,
            Price price,
            Instant startsAt,
            @Nullable RowLabel rowLabel,
            @Nullable Double x,
            @Nullable Double y)
            implements SeatCommand<Void> {

        private static final double FURTHEST = 101_000;

        public PlaceSeat {
            Words.complete(seat, performance, section, price);
            Words.number(row, 1, Section.MOST, "unfit.extent");
            Words.number(number, 1, Section.MOST, "unfit.extent");
            startsAt = Words.moment("startsAt", startsAt);
            if (x == null != (y == null) || !isNear(x) || !isNear(y)) {
                throw new InvalidValue("unfit.place");
            }
        }

        /** In a row called by its number, nobody tells where. */
        public PlaceSeat(
                SeatId seat,
                PerformanceId performance,
                SectionName section,
                int row,
                int number,
                Price price,
                Instant startsAt) {
            this(seat, performance, section, row, number, price, startsAt, null, null, null);
        }

        private static boolean isNear(@Nullable Double place) {
            return place == null || Math.abs(place) <= FURTHEST;
        }
    }

    /**
     * Hold the seat for a while, for a reservation that is opened in the same unit of work. Refused
     * with SEAT_TAKEN while somebody holds or owns it (이미 선택된 좌석입니다).
     *
     * @param freeFrom when others may have it, if it is not paid
     * @param offered whether it is held for who waited for it to come back: it must have been given
     *     back, but need not be open to others yet
     */
    record ReserveSeat(
            SeatId seat,
            ReservationId reservation,
            UserId user,
            Instant until,
            Instant freeFrom,
            boolean offered)
            implements SeatCommand<Void> {

        /** For somebody who asks for it. */
        public ReserveSeat(
                SeatId seat,
                ReservationId reservation,
                UserId user,
                Instant until,
                Instant freeFrom) {
            this(seat, reservation, user, until, freeFrom, false);
        }

        public ReserveSeat {
            Words.complete(seat, reservation, user);
            until = Words.moment("until", until);
            freeFrom = Words.moment("freeFrom", freeFrom);
        }
    }

    /**
     * Let go of the seat. Does nothing unless that very reservation holds it, or has bought it.
     *
     * @param freeFrom when others may have it; null for at once
     */
    record ReleaseSeat(
            SeatId seat,
            ReservationId reservation,
            @Nullable Instant freeFrom) implements SeatCommand<Void> {

        public ReleaseSeat {
            Words.complete(seat, reservation);
            freeFrom = freeFrom == null ? null : Words.moment("freeFrom", freeFrom);
        }
    }

    /**
     * Keep the seat from being sold. Does nothing when it is kept already. Refused with SEAT_TAKEN.
     */
    record BlockSeat(SeatId seat, Operator by, Reason reason) implements SeatCommand<Void> {

        public BlockSeat {
            Words.complete(seat, by, reason);
        }
    }

    /** No longer keep the seat. Does nothing unless it is kept. */
    record UnblockSeat(SeatId seat, Operator by, Reason reason) implements SeatCommand<Void> {

        public UnblockSeat {
            Words.complete(seat, by, reason);
        }
    }

    /**
     * Give the seat to the payer, or decline it. Either is final (rule 8): asked again for the same
     * payment, the seat does nothing.
     *
     * @param allCan whether all seats of the reservation can be sold to it, see {@link
     *     ReservationCommand.SellSeats}
     */
    record SellSeat(SeatId seat, ReservationId reservation, PaymentId payment, boolean allCan)
            implements SeatCommand<Void> {

        public SellSeat {
            Words.complete(seat, reservation, payment);
        }
    }
}
