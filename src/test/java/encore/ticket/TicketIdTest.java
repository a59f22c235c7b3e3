package encore.ticket;

import encore.reservation.ReservationId;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TicketIdTest {

    private static final ReservationId RESERVATION =
            new ReservationId("01a20cad-4a45-784d-83f7-ad5f2c616496");

    @Test
    void the_seat_is_read_back() {
        for (int place : List.of(1, 8, 10, 99)) {
            assertThat(new TicketId(TicketId.of(RESERVATION, place).value()).seat())
                    .hasValue(new TicketId.SeatOf(RESERVATION, place));
        }
        assertThat(TicketId.of(RESERVATION, 2).value())
                .isEqualTo("01a20cad-4a45-784d-83f7-ad5f2c616496-2");
        assertThat(TicketId.of(RESERVATION, 2)).hasToString("ticket:" + RESERVATION.value() + "-2");
    }

    @Test
    void an_id_of_another_shape_is_of_no_seat() {
        for (var other : List.of(
                RESERVATION.value(), "1", "-1", "a-0", "a-01", "a-100", "a-1-", "a_1", "a-x")) {
            assertThat(new TicketId(other).seat()).as(other).isEmpty();
        }
    }

    @Test
    void each_seat_has_an_id_of_its_own() {
        assertThat(TicketId.of(new ReservationId("a-1"), 2).seat())
                .hasValue(new TicketId.SeatOf(new ReservationId("a-1"), 2));
        assertThat(TicketId.of(new ReservationId("a"), 12).seat())
                .hasValue(new TicketId.SeatOf(new ReservationId("a"), 12));
    }

    @Test
    void a_reservation_has_no_seat_before_the_first_or_after_the_ninety_ninth() {
        for (int place : List.of(-1, 0, 100)) {
            assertThatThrownBy(() -> TicketId.of(RESERVATION, place))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void what_is_no_id_is_no_ticket() {
        for (var bad : List.of("", "a.1", "a/1", "가-1", "a".repeat(65))) {
            assertThatThrownBy(() -> new TicketId(bad))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
