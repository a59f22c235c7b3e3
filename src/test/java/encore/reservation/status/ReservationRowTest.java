package encore.reservation.status;

import encore.reservation.status.ReservationView.Status;
import org.junit.jupiter.api.Test;

import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;

/** A reservation is never shown as pending past its time, unless it is being paid. */
class ReservationRowTest {

    private static final Instant UNTIL = Instant.parse("2030-06-01T12:00:00Z");

    private static ReservationRow row(Status status, boolean paying) {
        var row = new ReservationRow();
        row.status = status;
        row.paying = paying;
        row.holdExpiresAt = UNTIL;
        return row;
    }

    private static Status at(ReservationRow row, Instant now) {
        return row.viewAt(now).status();
    }

    @Test
    void a_lapsed_hold_is_over_to_the_millisecond_whether_that_was_recorded_or_not() {
        assertThat(at(row(Status.PENDING, false), UNTIL.minusMillis(1))).isEqualTo(Status.PENDING);
        assertThat(at(row(Status.PENDING, false), UNTIL)).isEqualTo(Status.EXPIRED);
    }

    @Test
    void while_it_is_being_paid_it_is_not_over() {
        assertThat(at(row(Status.PENDING, true), UNTIL.plusSeconds(60))).isEqualTo(Status.PENDING);
    }

    @Test
    void what_has_ended_stays_as_it_ended() {
        for (var ended : new Status[] {Status.PAID, Status.CANCELLED, Status.EXPIRED}) {
            assertThat(at(row(ended, false), UNTIL.plusSeconds(60))).isEqualTo(ended);
        }
    }
}
