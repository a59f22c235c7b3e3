package encore.concert;

import encore.concert.PerformanceCommand.CancelPerformance;
import encore.kernel.InvalidValue;
import org.junit.jupiter.api.Test;

import static encore.concert.PerformanceFixture.ANNOUNCED;
import static encore.concert.PerformanceFixture.CANCELLED;
import static encore.concert.PerformanceFixture.CLOSED;
import static encore.concert.PerformanceFixture.DAY_BEFORE;
import static encore.concert.PerformanceFixture.ILL;
import static encore.concert.PerformanceFixture.OLGA;
import static encore.concert.PerformanceFixture.SHOW;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.refused;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CancelPerformanceTest {

    private static final CancelPerformance CANCEL = new CancelPerformance(SHOW, OLGA, ILL);

    @Test
    void it_does_not_take_place() {
        fixture(Performance.class)
                .given(ANNOUNCED, CLOSED)
                .andGivenCurrentTime(DAY_BEFORE)
                .when(CANCEL)
                .expectEvents(CANCELLED);
    }

    @Test
    void it_is_cancelled_once() {
        fixture(Performance.class)
                .given(ANNOUNCED, CANCELLED)
                .andGivenCurrentTime(DAY_BEFORE)
                .when(CANCEL)
                .expectNoEvents()
                .expectException(refused(PerformanceRefusal.PERFORMANCE_CANCELLED));
    }

    @Test
    void who_and_why_is_said() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new CancelPerformance(SHOW, OLGA, null));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new CancelPerformance(SHOW, null, ILL));
    }
}
