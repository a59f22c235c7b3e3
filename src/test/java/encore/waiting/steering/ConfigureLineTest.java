package encore.waiting.steering;

import encore.kernel.InvalidValue;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.waiting.steering.LineCommand.ConfigureLine;
import encore.waiting.steering.LineEvent.CapacityChanged;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static encore.kernel.Examples.NOON;
import static encore.waiting.steering.LineFixture.OLGA;
import static encore.waiting.steering.LineFixture.REASON;
import static encore.waiting.steering.LineFixture.line;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfigureLineTest {

    private final FixtureConfiguration<Line> line = line();

    private static CapacityChanged configured(@Nullable Integer from, int to) {
        return new CapacityChanged(
                LineName.DEFAULT,
                from,
                to,
                true,
                new Operator("settings"),
                new Reason("encore.waiting.capacity"),
                NOON);
    }

    private static CapacityChanged steered(int from, int to) {
        return new CapacityChanged(LineName.DEFAULT, from, to, false, OLGA, REASON, NOON);
    }

    private static ConfigureLine configure(int capacity) {
        return new ConfigureLine(LineName.DEFAULT, capacity);
    }

    @Test
    void a_line_begins_as_it_is_configured() {
        line.givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(configure(500))
                .expectEvents(configured(null, 500));
    }

    @Test
    void another_node_with_the_same_setting_changes_nothing() {
        line.given(configured(null, 500)).when(configure(500)).expectNoEvents();
    }

    @Test
    void another_setting_is_taken_over() {
        line.given(configured(null, 500))
                .andGivenCurrentTime(NOON)
                .when(configure(600))
                .expectEvents(configured(500, 600));
    }

    @Test
    void what_the_operator_has_said_outlives_a_restart() {
        line.given(configured(null, 500), steered(500, 20)).when(configure(500)).expectNoEvents();
    }

    @Test
    void a_new_setting_is_newer_than_what_the_operator_has_said() {
        line.given(configured(null, 500), steered(500, 20))
                .andGivenCurrentTime(NOON)
                .when(configure(600))
                .expectEvents(configured(20, 600));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_000_001})
    void a_capacity_is_one_to_a_million(int capacity) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> configure(capacity))
                .withMessage("unfit.capacity");
    }
}
