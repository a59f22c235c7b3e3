package encore.audit.line;

import encore.audit.ledger.LineStory;
import encore.audit.ledger.Remembered;
import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What is told of one line, whatever happens in the others. */
class LineReplayTest {

    private final Remembered store = new Remembered();
    private final LineStory line = new LineStory(LineName.DEFAULT, store);
    private final LineStory vip = new LineStory(new LineName("vip"), store);

    private LineAudit audit(LineName name) {
        var replay = new LineReplay(name, Instant.EPOCH, Instant.MAX, -1, 100);
        store.all().forEach(replay::read);
        return replay.found();
    }

    private LineAudit audit() {
        return audit(LineName.DEFAULT);
    }

    private List<TokenId> passedOver() {
        return audit().passedOver().stream().map(LineAudit.PassedOver::tokenId).toList();
    }

    private List<TokenId> tokens(String... people) {
        return Stream.of(people).map(line::token).toList();
    }

    @Test
    void each_line_is_told_of_by_itself() {
        line.joins("ann");
        vip.joins("bob");
        vip.enters("bob");
        assertThat(audit().fair()).isTrue();
        assertThat(audit().mostActive()).isZero();
        assertThat(audit().entries()).extracting(LineAudit.Entry::tokenId).isEqualTo(tokens("ann"));
        assertThat(audit(vip.line).mostActive()).isEqualTo(1);
        assertThat(audit(vip.line).entries()).hasSize(1);
    }

    @Test
    void who_is_away_is_not_passed_over_and_is_told_of_with_the_reason() {
        line.joins("ann");
        line.joins("bob");
        line.isSilent("ann");
        line.enters("bob");
        assertThat(audit().fair()).isTrue();
        assertThat(audit().entries().getFirst().reason()).isEqualTo(ExpiryReason.ABANDONED);
    }

    @Test
    void who_is_back_has_the_old_place_and_no_end_any_more() {
        line.joins("ann");
        line.joins("bob");
        line.joins("cem");
        line.isSilent("ann");
        line.enters("bob");
        line.returns("ann");
        assertThat(audit().entries().getFirst().endedAt()).isNull();
        assertThat(audit().entries().getFirst().reason()).isNull();
        line.enters("cem");
        assertThat(passedOver()).isEqualTo(tokens("ann"));
    }

    @Test
    void who_was_passed_over_is_named_once_also_after_being_away() {
        line.joins("ann");
        line.joins("bob");
        line.joins("cem");
        line.enters("bob");
        line.isSilent("ann");
        line.returns("ann");
        line.enters("cem");
        assertThat(passedOver()).isEqualTo(tokens("ann"));
        assertThat(audit().passedOverCount()).isEqualTo(1);
    }

    @Test
    void who_was_passed_over_still_is_of_the_lobby() {
        line.schedules();
        line.joins("ann");
        line.joins("bob");
        line.joins("cem");
        line.joins("dan");
        line.enters("bob");
        line.closes("ann", "cem", "dan");
        line.shuffles();
        line.order().reversed().forEach(line::enters);
        var first = line.order().getFirst();
        assertThat(passedOver()).contains(line.token("ann"));
        assertThat(passedOver()).hasSize(first.equals("ann") ? 2 : 3);
    }

    @Test
    void a_lobby_that_comes_in_as_drawn_is_fair() {
        line.closesWithThree();
        line.shuffles();
        line.joins("dan");
        line.order().forEach(line::enters);
        line.enters("dan");
        assertThat(audit().fair()).isTrue();
        assertThat(audit().mostActive()).isEqualTo(4);
    }

    @Test
    void a_lobby_that_comes_in_otherwise_is_not() {
        line.closesWithThree();
        line.shuffles();
        var order = line.order();
        line.enters(order.get(2));
        assertThat(passedOver())
                .containsExactly(line.token(order.get(0)), line.token(order.get(1)));
    }
}
