package encore.ticket;

import encore.concert.FindShow;
import encore.concert.PerformanceId;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.ReservationRefusal;
import encore.reservation.SeatId;
import encore.reservation.status.FindReservation;
import encore.reservation.status.FindReservations;
import encore.reservation.status.ReservationView;
import encore.reservation.status.ReservationView.Status;
import encore.ticket.TicketId.SeatOf;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The seats of those reservations that are paid, or were. */
@Component
class SoldSeatsOfReservations implements SoldSeats {

    private static final int PAGE = 100;

    /** So many pages are looked through: whoever opens more reservations finds no older tickets. */
    private static final int MOST_PAGES = 200;

    private final Queries queries;

    SoldSeatsOfReservations(Queries queries) {
        this.queries = queries;
    }

    @Override
    public List<SoldSeat> of(UserId user, int atMost) {
        var sold = new ArrayList<SoldSeat>();
        ReservationId after = null;
        for (int page = 0; page < MOST_PAGES && sold.size() < atMost; page++) {
            var found = queries.ask(new FindReservations(user, null, PAGE, after));
            found.reservations().stream()
                    .filter(SoldSeatsOfReservations::wasPaid)
                    .flatMap(this::seatsOf)
                    .forEach(sold::add);
            if (found.next() == null) {
                break;
            }
            after = new ReservationId(found.next());
        }
        return sold.subList(0, Math.min(sold.size(), atMost));
    }

    @Override
    public Optional<SoldSeat> find(SeatOf seat) {
        try {
            return Optional.of(queries.ask(new FindReservation(seat.reservation())))
                    .filter(SoldSeatsOfReservations::wasPaid)
                    .flatMap(paid -> seatsOf(paid).skip(seat.place() - 1L).findFirst());
        } catch (Refused refused) {
            if (!refused.is(ReservationRefusal.RESERVATION_NOT_FOUND)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    private static boolean wasPaid(ReservationView reservation) {
        return reservation.status() == Status.PAID || reservation.status() == Status.REFUNDED;
    }

    private Stream<SoldSeat> seatsOf(ReservationView paid) {
        var performance = new PerformanceId(paid.performanceId());
        var show = queries.ask(new FindShow(performance));
        return IntStream.range(0, paid.seats().size()).mapToObj(place -> {
            var seat = paid.seats().get(place);
            return new SoldSeat(
                    new UserId(paid.userId()),
                    new ReservationId(paid.reservationId()),
                    place + 1,
                    performance,
                    new SeatId(seat.seatId()),
                    seat.section(),
                    seat.row(),
                    seat.number(),
                    seat.rowLabel(),
                    show.title(),
                    show.venue(),
                    show.startsAt(),
                    paid.status() == Status.PAID ? SoldSeat.Status.VALID : SoldSeat.Status.VOID);
        });
    }
}
