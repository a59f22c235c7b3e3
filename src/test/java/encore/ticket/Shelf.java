package encore.ticket;

import encore.concert.PerformanceId;
import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Seats that were sold, of one reservation, put here by hand. */
class Shelf implements SoldSeats {

    static final PerformanceId PERFORMANCE =
            new PerformanceId("01a20c9f-7d3e-7c41-9d0b-5be1f2d7a001");
    static final ReservationId RESERVATION =
            new ReservationId("01a20cad-4a45-784d-83f7-ad5f2c616496");

    private final List<SoldSeat> seats = new CopyOnWriteArrayList<>();

    Shelf with(String user, int place, SoldSeat.Status status) {
        seats.add(new SoldSeat(
                new UserId(user),
                RESERVATION,
                place,
                PERFORMANCE,
                SeatId.of(PERFORMANCE, 1, 1, place),
                "Floor",
                1,
                place,
                "1",
                "Piano Night",
                "Blue Note Cellar",
                Instant.parse("2026-12-24T10:30:00Z"),
                status));
        return this;
    }

    @Override
    public List<SoldSeat> of(UserId user, int atMost) {
        return seats.stream()
                .filter(seat -> seat.user().equals(user))
                .limit(atMost)
                .toList();
    }

    @Override
    public Optional<SoldSeat> find(TicketId.SeatOf asked) {
        return seats.stream()
                .filter(seat -> new TicketId.SeatOf(seat.reservation(), seat.place()).equals(asked))
                .findFirst();
    }
}
