package encore.waiting.steering;

import encore.kernel.InvalidValue;
import encore.waiting.steering.LineCommand.EaseAdmission;
import encore.waiting.steering.LineEvent.AdmissionEased;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static encore.kernel.Examples.NOON;
import static encore.waiting.steering.LineFixture.OPENED;
import static encore.waiting.steering.LineFixture.VIP;
import static encore.waiting.steering.LineFixture.line;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EaseAdmissionTest {

    private static final String CAUSE = "commits take 900 ms";
    private static final AdmissionEased HALVED = new AdmissionEased(VIP, 100, 50, CAUSE, NOON);

    private final FixtureConfiguration<Line> line = line();

    private static EaseAdmission ease(int percent) {
        return new EaseAdmission(VIP, percent, CAUSE);
    }

    @Test
    void fewer_are_let_in_when_the_server_is_not_well() {
        line.given(OPENED).andGivenCurrentTime(NOON).when(ease(50)).expectEvents(HALVED);
    }

    @Test
    void and_more_again() {
        line.given(OPENED, HALVED)
                .andGivenCurrentTime(NOON)
                .when(ease(60))
                .expectEvents(new AdmissionEased(VIP, 50, 60, CAUSE, NOON));
    }

    @Test
    void what_is_so_already_stays_so() {
        line.given(OPENED).when(ease(100)).expectNoEvents();
        line().given(OPENED, HALVED).when(ease(50)).expectNoEvents();
    }

    @Test
    void a_line_that_nobody_has_opened_is_not_eased() {
        line.givenNoPriorActivity().when(ease(50)).expectNoEvents();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void it_is_none_to_all(int percent) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> ease(percent))
                .withMessage("unfit.percent");
    }
}
