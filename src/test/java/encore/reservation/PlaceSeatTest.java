package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.Price;
import encore.concert.RowLabel;
import encore.concert.Section;
import encore.concert.SectionName;
import encore.kernel.Id;
import encore.reservation.SeatCommand.PlaceSeat;
import encore.reservation.SeatEvent.SeatPlaced;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.concert.PerformanceCommand.SchedulePerformance.MOST_SECTIONS;
import static encore.reservation.SeatFixture.A1;
import static encore.reservation.SeatFixture.DOORS_CLOSE;
import static encore.reservation.SeatFixture.PLACED;
import static encore.reservation.SeatFixture.PRICE;
import static encore.reservation.SeatFixture.SHOW;
import static encore.reservation.SeatFixture.SOLD_TO_ANN;
import static encore.reservation.SeatFixture.seat;
import static org.assertj.core.api.Assertions.assertThat;

class PlaceSeatTest {

    private static final PlaceSeat PLACE =
            new PlaceSeat(A1, SHOW, new SectionName("Floor"), 1, 1, new Price(PRICE), DOORS_CLOSE);

    private final FixtureConfiguration<Seat> seat = seat();

    @Test
    void a_seat_is_placed_at_its_performance() {
        seat.givenNoPriorActivity().when(PLACE).expectEvents(PLACED);
    }

    @Test
    void a_seat_has_its_row_and_its_place() {
        var place = new PlaceSeat(
                A1,
                SHOW,
                new SectionName("Floor"),
                1,
                1,
                new Price(0),
                DOORS_CLOSE,
                new RowLabel("가"),
                -14.5,
                2.0);
        seat.givenNoPriorActivity()
                .when(place)
                .expectEvents(
                        new SeatPlaced(A1, SHOW, "Floor", 1, 1, 0, DOORS_CLOSE, "가", -14.5, 2.0));
    }

    @Test
    void the_last_seat_of_the_largest_hall_has_an_id() {
        assertThat(SeatId.of(
                                new PerformanceId("p".repeat(50)),
                                MOST_SECTIONS,
                                Section.MOST,
                                Section.MOST)
                        .value())
                .hasSize(Id.LONGEST);
    }

    @Test
    void a_sold_seat_is_not_made_free_by_placing_it_again() {
        seat.given(PLACED, SOLD_TO_ANN).when(PLACE).expectException(EventStoreException.class);
    }
}
