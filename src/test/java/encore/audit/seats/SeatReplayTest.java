package encore.audit.seats;

import encore.audit.seats.SeatsThen.SeatThen;
import encore.audit.seats.SeatsThen.Status;
import encore.concert.PerformanceId;
import encore.kernel.PaymentId;
import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import encore.reservation.SeatId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** How one seat stood at an instant. */
class SeatReplayTest {

    private static final PerformanceId HALL = new PerformanceId("hall");
    private static final SeatId SEAT = SeatId.of(HALL, 1, 1, 1);
    private static final UserId ANN = new UserId("ann");
    private static final ReservationId HERS = new ReservationId("hers");
    private static final ReservationId HIS = new ReservationId("his");
    private static final PaymentId PAYMENT = new PaymentId("payment");

    private final SeatReplay replay = new SeatReplay();

    private static Instant minute(int minute) {
        return Instant.parse("2026-02-01T10:00:00Z").plusSeconds(60L * minute);
    }

    @BeforeEach
    void placed() {
        read(0, new SeatPlaced(SEAT, HALL, "Floor", 1, 1, 50, minute(600)));
    }

    private void read(int minute, SeatEvent event) {
        replay.read(event, minute(minute));
    }

    private SeatThen at(int minute) {
        return replay.at(minute(minute)).orElseThrow();
    }

    private void is(int minute, Status status, Instant since) {
        assertThat(at(minute))
                .extracting(SeatThen::status, SeatThen::since)
                .containsExactly(status, since);
    }

    private SeatHeld held(ReservationId reservation, UserId user, int until, int freeFrom) {
        return new SeatHeld(SEAT, HALL, reservation, user, minute(until), minute(freeFrom));
    }

    @Test
    void a_seat_not_placed_yet_is_not_told_of() {
        assertThat(new SeatReplay().at(minute(0))).isEmpty();
    }

    @Test
    void a_hold_lasts_until_others_may_have_the_seat() {
        read(1, held(HERS, ANN, 6, 8));
        assertThat(at(7).heldUntil()).isEqualTo(minute(8));
        assertThat(at(7).userId()).isEqualTo(ANN);
        is(7, Status.HELD, minute(1));
        is(8, Status.AVAILABLE, minute(8));
        assertThat(at(8).userId()).isNull();
    }

    @Test
    void a_seat_given_back_is_nobodys_until_others_may_have_it() {
        read(1, held(HERS, ANN, 6, 6));
        read(2, new SeatSold(SEAT, HALL, HERS, PAYMENT));
        is(3, Status.SOLD, minute(2));
        assertThat(at(3).paymentId()).isEqualTo(PAYMENT);
        assertThat(at(3).heldUntil()).isNull();

        read(4, new SeatReleased(SEAT, HALL, HERS, minute(9)));
        is(5, Status.HELD, minute(4));
        assertThat(at(5))
                .extracting(SeatThen::userId, SeatThen::reservationId, SeatThen::paymentId)
                .containsOnlyNulls();
        assertThat(at(5).heldUntil()).isEqualTo(minute(9));
        is(9, Status.AVAILABLE, minute(9));
    }

    @Test
    void a_seat_given_back_at_once_is_free_since_then() {
        read(1, held(HERS, ANN, 6, 6));
        read(2, new SeatReleased(SEAT, HALL, HERS, null));
        is(2, Status.AVAILABLE, minute(2));
        read(3, held(HIS, new UserId("bob"), 9, 9));
        read(4, new SeatReleased(SEAT, HALL, HIS, minute(4)));
        is(4, Status.AVAILABLE, minute(4));
    }

    @Test
    void a_lapsed_hold_that_is_released_later_made_the_seat_free_when_it_lapsed() {
        read(1, held(HERS, ANN, 6, 7));
        read(8, new SeatReleased(SEAT, HALL, HERS, minute(7)));
        is(9, Status.AVAILABLE, minute(7));
    }

    @Test
    void a_lapsed_hold_that_is_released_before_its_moment_stays_until_then() {
        read(1, held(HERS, ANN, 6, 8));
        read(7, new SeatReleased(SEAT, HALL, HERS, minute(8)));
        is(7, Status.HELD, minute(7));
        is(8, Status.AVAILABLE, minute(8));
    }

    @Test
    void a_seat_that_the_operator_keeps_is_blocked() {
        read(1, new SeatBlocked(SEAT, HALL, "operator", "for the press", minute(1)));
        is(2, Status.BLOCKED, minute(1));
        assertThat(at(2).userId()).isNull();
        assertThat(at(500).status()).isEqualTo(Status.BLOCKED);
        read(3, new SeatUnblocked(SEAT, HALL, "operator", "not needed", minute(3), null));
        is(3, Status.AVAILABLE, minute(3));
    }

    @Test
    void a_seat_that_is_declined_stays_as_it_was() {
        read(1, held(HERS, ANN, 6, 6));
        read(2, new SeatDeclined(SEAT, HALL, HIS, PAYMENT));
        is(3, Status.HELD, minute(1));
        assertThat(at(3).reservationId()).isEqualTo(HERS);
    }
}
