package encore.reservation;

import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatCommand.UnblockSeat;
import encore.reservation.SeatEvent.SeatReleased;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BLOCKED;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.OLGA;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.REASON;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.UNBLOCKED;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.seat;
import static encore.reservation.SeatFixture.unblocked;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class UnblockSeatTest {

    private static final UnblockSeat UNBLOCK = new UnblockSeat(A1, OLGA, REASON);

    private final FixtureConfiguration<Seat> seat = seat();

    @Test
    void a_seat_that_was_kept_is_no_longer() {
        seat.given(PLACED, BLOCKED).andGivenCurrentTime(NOON).when(UNBLOCK).expectEvents(UNBLOCKED);
    }

    @Test
    void it_is_free_at_once() {
        seat.given(PLACED, BLOCKED, UNBLOCKED)
                .andGivenCurrentTime(NOON)
                .when(new ReserveSeat(A1, ANNS, ANN, UNTIL, UNTIL))
                .expectEvents(HELD_BY_ANN);
    }

    @Test
    void one_that_was_on_its_way_back_is_free_no_earlier_than_it_would_have_been() {
        var later = NOON.plusSeconds(90);
        var returned = new SeatReleased(A1, SHOW, ANNS, later);
        seat.given(PLACED, HELD_BY_ANN, returned, BLOCKED)
                .andGivenCurrentTime(NOON)
                .when(UNBLOCK)
                .expectEvents(unblocked(later));
    }

    @Test
    void until_then_nobody_has_it() {
        var later = NOON.plusSeconds(90);
        seat.given(PLACED, BLOCKED, unblocked(later))
                .andGivenCurrentTime(justBefore(later))
                .when(new ReserveSeat(A1, ANNS, ANN, UNTIL, UNTIL))
                .expectException(refused(SEAT_TAKEN));
    }

    @ParameterizedTest
    @MethodSource("whereItIsNotKept")
    void a_seat_that_is_not_kept_stays_as_it_is(List<SeatEvent> history) {
        seat.given(history).andGivenCurrentTime(NOON).when(UNBLOCK).expectNoEvents();
    }

    static Stream<?> whereItIsNotKept() {
        return Stream.of(
                argumentSet("new", List.of(PLACED)),
                argumentSet("held", List.of(PLACED, HELD_BY_ANN)),
                argumentSet("sold", List.of(PLACED, HELD_BY_ANN, SOLD_TO_ANN)),
                argumentSet("no longer kept", List.of(PLACED, BLOCKED, UNBLOCKED)));
    }
}
