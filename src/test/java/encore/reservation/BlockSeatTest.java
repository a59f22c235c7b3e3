package encore.reservation;

import encore.reservation.SeatCommand.BlockSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatReleased;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.refused;
import static encore.reservation.ReservationRefusal.SEAT_TAKEN;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.ANNS;
import static encore.reservation.SeatFixture.BLOCKED;
import static encore.reservation.SeatFixture.HELD_BY_ANN;
import static encore.reservation.SeatFixture.OLGA;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.REASON;
import static encore.reservation.SeatFixture.RELEASED_BY_ANN;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.UNBLOCKED;
import static encore.reservation.SeatFixture.UNTIL;
import static encore.reservation.SeatFixture.seat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class BlockSeatTest {

    private static final BlockSeat BLOCK = new BlockSeat(A1, OLGA, REASON);

    private final FixtureConfiguration<Seat> seat = seat();

    @ParameterizedTest
    @MethodSource("whereNobodyHasIt")
    void a_seat_that_nobody_has_is_kept(List<SeatEvent> history) {
        seat.given(history).andGivenCurrentTime(NOON).when(BLOCK).expectEvents(BLOCKED);
    }

    static Stream<?> whereNobodyHasIt() {
        return Stream.of(
                argumentSet("new", List.of(PLACED)),
                argumentSet("given back", List.of(PLACED, HELD_BY_ANN, RELEASED_BY_ANN)),
                argumentSet(
                        "given back, for later",
                        List.of(PLACED, HELD_BY_ANN, new SeatReleased(A1, SHOW, ANNS, UNTIL))),
                argumentSet(
                        "lapsed", List.of(PLACED, new SeatHeld(A1, SHOW, ANNS, ANN, NOON, NOON))),
                argumentSet("kept before", List.of(PLACED, BLOCKED, UNBLOCKED)));
    }

    @ParameterizedTest
    @MethodSource("whereSomebodyHasIt")
    void a_seat_that_somebody_has_is_not(List<SeatEvent> history) {
        seat.given(history)
                .andGivenCurrentTime(NOON)
                .when(BLOCK)
                .expectNoEvents()
                .expectException(refused(SEAT_TAKEN));
    }

    static Stream<?> whereSomebodyHasIt() {
        return Stream.of(
                argumentSet("held", List.of(PLACED, HELD_BY_ANN)),
                argumentSet(
                        "lapsed, but not free yet",
                        List.of(PLACED, new SeatHeld(A1, SHOW, ANNS, ANN, NOON, UNTIL))),
                argumentSet("sold", List.of(PLACED, HELD_BY_ANN, SOLD_TO_ANN)));
    }

    @Test
    void it_is_kept_once() {
        seat.given(PLACED, BLOCKED).andGivenCurrentTime(UNTIL).when(BLOCK).expectNoEvents();
    }

    @Test
    void nobody_can_reserve_it() {
        seat.given(PLACED, BLOCKED)
                .andGivenCurrentTime(NOON)
                .when(new ReserveSeat(A1, ANNS, ANN, UNTIL, UNTIL))
                .expectException(refused(SEAT_TAKEN));
    }
}
