package encore.reservation;

import encore.reservation.AllowanceCommand.SpendAllowance;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.FIRST;
import static encore.reservation.AllowanceFixture.SECOND;
import static encore.reservation.AllowanceFixture.THIRD;
import static encore.reservation.AllowanceFixture.allowance;
import static encore.reservation.AllowanceFixture.spent;
import static encore.reservation.AllowanceFixture.taken;
import static encore.reservation.SeatFixture.PAYMENT;

class SpendAllowanceTest {

    private final FixtureConfiguration<Allowance> allowance = allowance();

    @Test
    void what_is_held_is_being_paid() {
        allowance.given(taken(FIRST)).when(spend(FIRST)).expectEvents(spent(FIRST));
    }

    @Test
    void what_was_held_before_there_were_allowances_counts_once_it_is_being_paid() {
        allowance.givenNoPriorActivity().when(spend(FIRST)).expectEvents(spent(FIRST));
    }

    @Test
    void whoever_holds_a_seat_may_pay_for_it_though_a_user_may_have_fewer_by_now() {
        allowance
                .given(taken(FIRST), taken(SECOND), taken(THIRD))
                .when(spend(FIRST))
                .expectEvents(spent(FIRST));
    }

    private static SpendAllowance spend(ReservationId reservation) {
        return new SpendAllowance(ANNS_ALLOWANCE, reservation, PAYMENT);
    }
}
