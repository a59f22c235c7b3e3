package encore.waiting.steering;

import encore.kernel.TokenId;
import encore.waiting.steering.LineCommand.RecordThrownOut;
import encore.waiting.steering.LineEvent.PersonThrownOut;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.NOON;
import static encore.waiting.steering.LineFixture.OLGA;
import static encore.waiting.steering.LineFixture.OPENED;
import static encore.waiting.steering.LineFixture.REASON;
import static encore.waiting.steering.LineFixture.VIP;
import static encore.waiting.steering.LineFixture.line;

class RecordThrownOutTest {

    private static final TokenId TOKEN = new TokenId("vip_1");

    private static final RecordThrownOut RECORD =
            new RecordThrownOut(VIP, ANN, TOKEN, OLGA, REASON);

    private static final PersonThrownOut THROWN_OUT =
            new PersonThrownOut(VIP, ANN, TOKEN, OLGA, REASON, NOON);

    private final FixtureConfiguration<Line> line = line();

    @Test
    void who_was_thrown_out_by_whom_and_why_is_kept() {
        line.given(OPENED).andGivenCurrentTime(NOON).when(RECORD).expectEvents(THROWN_OUT);
    }

    /** Seats of a performance of that line can have been offered to them. */
    @Test
    void somebody_may_be_in_though_nobody_has_opened_the_line() {
        line.givenNoPriorActivity().andGivenCurrentTime(NOON).when(RECORD).expectEvents(THROWN_OUT);
    }
}
