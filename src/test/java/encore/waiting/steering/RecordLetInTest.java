package encore.waiting.steering;

import encore.kernel.TokenId;
import encore.waiting.WaitingRefusal;
import encore.waiting.steering.LineCommand.RecordLetIn;
import encore.waiting.steering.LineEvent.PersonLetIn;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.refused;
import static encore.waiting.steering.LineFixture.OLGA;
import static encore.waiting.steering.LineFixture.OPENED;
import static encore.waiting.steering.LineFixture.PAUSED;
import static encore.waiting.steering.LineFixture.REASON;
import static encore.waiting.steering.LineFixture.VIP;
import static encore.waiting.steering.LineFixture.line;

class RecordLetInTest {

    private static final TokenId TOKEN = new TokenId("vip_1");
    private static final RecordLetIn RECORD = new RecordLetIn(VIP, ANN, TOKEN, OLGA, REASON);

    private final FixtureConfiguration<Line> line = line();

    @Test
    void who_was_let_in_by_whom_and_why_is_kept() {
        line.given(OPENED, PAUSED)
                .andGivenCurrentTime(NOON)
                .when(RECORD)
                .expectEvents(new PersonLetIn(VIP, ANN, TOKEN, OLGA, REASON, NOON));
    }

    @Test
    void nobody_is_let_into_a_line_that_is_not_open() {
        line.givenNoPriorActivity()
                .when(RECORD)
                .expectException(refused(WaitingRefusal.LINE_CLOSED));
    }
}
