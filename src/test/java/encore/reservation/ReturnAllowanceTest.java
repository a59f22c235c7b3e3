package encore.reservation;

import encore.reservation.AllowanceCommand.ReturnAllowance;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.FIRST;
import static encore.reservation.AllowanceFixture.allowance;
import static encore.reservation.AllowanceFixture.returned;
import static encore.reservation.AllowanceFixture.taken;

class ReturnAllowanceTest {

    private static final ReturnAllowance ANN_RETURNS = new ReturnAllowance(ANNS_ALLOWANCE, FIRST);

    private final FixtureConfiguration<Allowance> allowance = allowance();

    @Test
    void what_is_given_up_is_returned() {
        allowance.given(taken(FIRST)).when(ANN_RETURNS).expectEvents(returned(FIRST));
    }

    @Test
    void so_is_what_was_held_before_there_were_allowances() {
        allowance.givenNoPriorActivity().when(ANN_RETURNS).expectEvents(returned(FIRST));
    }
}
