package encore.reservation.status;

import encore.concert.PerformanceId;
import encore.kernel.UserId;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import encore.reservation.seatmap.SeatPlace;
import encore.reservation.status.ReservationView.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** A reservation is never shown as pending past its time. */
class ReservationRowTest {

    private static final Instant UNTIL = Instant.parse("2030-06-01T12:00:00Z");

    private static ReservationRow row(Status status) {
        var row = new ReservationRow();
        row.seats = "A1:50000,A2:40000";
        row.status = status;
        row.holdExpiresAt = UNTIL;
        return row;
    }

    private static Status at(ReservationRow row, Instant now) {
        return row.statusAt(now);
    }

    @Test
    void a_lapsed_hold_is_over_to_the_millisecond_whether_that_was_recorded_or_not() {
        assertThat(at(row(Status.PENDING), UNTIL.minusMillis(1))).isEqualTo(Status.PENDING);
        assertThat(at(row(Status.PENDING), UNTIL)).isEqualTo(Status.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void what_is_being_paid_or_has_ended_stays_as_it_is(Status status) {
        assertThat(at(row(status), UNTIL.plusSeconds(60))).isEqualTo(status);
    }

    @Test
    void its_seats_read_as_they_were_written() {
        var seats = List.of(
                new ReservedSeat(new SeatId("A1"), 50_000),
                new ReservedSeat(new SeatId("A2"), 40_000));
        assertThat(row(Status.PENDING).seats()).isEqualTo(seats);
        assertThat(ReservationRow.opened(new ReservationOpened(
                                new ReservationId("anns"),
                                new UserId("ann"),
                                new PerformanceId("show"),
                                seats,
                                90_000,
                                UNTIL,
                                UNTIL))
                        .seats())
                .isEqualTo(seats);
    }

    @Test
    void each_is_shown_with_its_place() {
        var view = row(Status.PENDING)
                .viewAt(
                        UNTIL,
                        seat -> new SeatPlace(
                                new PerformanceId("show"),
                                "Floor",
                                1,
                                seat.value().equals("A1") ? 1 : 2,
                                "A"));
        assertThat(view.seatId()).isEqualTo("A1");
        assertThat(view.seats())
                .containsExactly(
                        new ReservationView.Seat("A1", "Floor", 1, "A", 1, 50_000),
                        new ReservationView.Seat("A2", "Floor", 1, "A", 2, 40_000));
    }
}
