package encore.waiting.steering;

import encore.kernel.InvalidValue;
import encore.waiting.steering.LineCommand.CloseLobby;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static encore.kernel.Examples.justBefore;
import static encore.waiting.steering.LineFixture.CLOSED;
import static encore.waiting.steering.LineFixture.OPENED;
import static encore.waiting.steering.LineFixture.OPENS;
import static encore.waiting.steering.LineFixture.ROOT;
import static encore.waiting.steering.LineFixture.ROUND;
import static encore.waiting.steering.LineFixture.SCHEDULED;
import static encore.waiting.steering.LineFixture.SHUFFLED;
import static encore.waiting.steering.LineFixture.VIP;
import static encore.waiting.steering.LineFixture.close;
import static encore.waiting.steering.LineFixture.line;
import static encore.waiting.steering.LineFixture.scheduled;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CloseLobbyTest {

    private final FixtureConfiguration<Line> line = line();

    @Test
    void a_lobby_closes_when_its_doors_open() {
        line.given(OPENED, SCHEDULED)
                .when(close(OPENS))
                .expectEvents(CLOSED)
                .expectResultMessagePayload(true);
    }

    @Test
    void a_lobby_stays_open_to_the_last_millisecond() {
        line.given(OPENED, SCHEDULED)
                .when(close(justBefore(OPENS)))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void a_lobby_stays_open_until_the_doors_were_put_off_to() {
        line.given(OPENED, SCHEDULED, scheduled(OPENS, OPENS.plusMillis(1)))
                .when(close(OPENS))
                .expectNoEvents()
                .expectResultMessagePayload(false);
    }

    @Test
    void a_lobby_closes_once() {
        line.given(OPENED, SCHEDULED, CLOSED)
                .when(close(OPENS.plusSeconds(1)))
                .expectNoEvents()
                .expectResultMessagePayload(true);
        line().given(OPENED, SCHEDULED, CLOSED, SHUFFLED)
                .when(close(OPENS.plusSeconds(1)))
                .expectNoEvents()
                .expectResultMessagePayload(true);
    }

    @Test
    void where_no_doors_are_scheduled_nothing_closes() {
        line.given(OPENED).when(close(OPENS)).expectNoEvents().expectResultMessagePayload(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "40", "A\u0000"})
    void a_root_is_a_hash(String root) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new CloseLobby(VIP, 77, 3, root, OPENS, ROUND));
    }

    @Test
    void nothing_is_counted_below_none() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new CloseLobby(VIP, -1, 3, ROOT, OPENS, ROUND));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new CloseLobby(VIP, 77, -1, ROOT, OPENS, ROUND));
    }
}
