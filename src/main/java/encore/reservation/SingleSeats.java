package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.reservation.hall.Hall;
import encore.reservation.hall.LeftAlone;
import encore.reservation.seatmap.FindHall;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.util.List;

/**
 * Where {@code encore.reservation.no-single-left} says so, seats chosen by hand may not leave a
 * single free one between others, if as many others can be had that do not. It is a wish of the
 * house, judged by the seats as this node knows them: no two buyers are kept apart by it.
 */
@Component
class SingleSeats {

    private final Queries queries;
    private final Clock clock;
    private final boolean matter;

    SingleSeats(Queries queries, Clock clock, ReservationSettings settings) {
        this.queries = queries;
        this.clock = clock;
        this.matter = settings.noSingleLeft();
    }

    /**
     * Refuses a choice that leaves one alone.
     *
     * @throws Refused with SEAT_LEFT_ALONE, which tells the seats to choose instead
     */
    void refuseIfLeftAlone(PerformanceId performance, List<SeatId> chosen) {
        if (!matter) {
            return;
        }
        var hall = queries.ask(new FindHall(performance));
        var seats = chosen.stream().map(SeatId::value).toList();
        long now = Hall.micros(clock.instant());
        if (LeftAlone.leavesAlone(hall, seats, now, seat -> false)) {
            LeftAlone.instead(hall, seats, now, seat -> false).ifPresent(instead -> {
                throw new Refused(ReservationRefusal.SEAT_LEFT_ALONE).with("choose", instead);
            });
        }
    }
}
