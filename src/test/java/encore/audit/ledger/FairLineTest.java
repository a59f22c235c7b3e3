package encore.audit.ledger;

import encore.kernel.LineName;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.steering.LineEvent;
import encore.waiting.steering.LineState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What a line does as it should is no violation, each line by itself; what it does not is one. */
class FairLineTest {

    private final Remembered store = new Remembered();
    private final LineStory line = new LineStory(LineName.DEFAULT, store);
    private final LineStory vip = new LineStory(new LineName("vip"), store);

    private List<String> found(@Nullable Integer capacity) {
        var found = new ArrayList<String>();
        var lines = new FairLines(
                new Capacities(store, capacity), (rule, message, events) -> found.add(rule));
        for (var stored : store.all()) {
            switch (stored.event()) {
                case WaitingTokenEvent e -> lines.on(stored, e);
                case LineEvent e -> lines.on(stored, e);
                default -> throw new AssertionError(stored);
            }
        }
        return found;
    }

    @Test
    void one_line_does_not_wait_for_another() {
        line.joins("ann");
        vip.joins("bob");
        vip.enters("bob");
        line.joins("bob");
        assertThat(found(1)).isEmpty();
        line.joins("bob");
        line.enters("ann");
        assertThat(found(1)).isEmpty();
    }

    @Test
    void who_is_away_is_not_passed_over_and_has_the_old_place_again() {
        line.joins("ann");
        line.joins("bob");
        line.joins("cem");
        line.isSilent("ann");
        line.enters("bob");
        line.returns("ann");
        line.enters("ann");
        line.enters("cem");
        assertThat(found(9)).isEmpty();
    }

    @Test
    void who_is_back_is_passed_over_by_who_joined_later() {
        line.joins("ann");
        line.joins("bob");
        line.isSilent("ann");
        line.returns("ann");
        line.enters("bob");
        assertThat(found(9)).containsExactly("LINE_PASSED_OVER");
    }

    @Test
    void who_is_back_passes_over_who_joined_earlier() {
        line.joins("ann");
        line.joins("bob");
        line.isSilent("bob");
        line.returns("bob");
        line.enters("bob");
        assertThat(found(9)).containsExactly("LINE_PASSED_OVER");
    }

    @Test
    void who_left_or_is_away_for_too_long_does_not_come_back() {
        line.joins("ann");
        line.leaves("ann");
        line.returns("ann");
        assertThat(found(9)).containsExactly("RETURNED_NOT_AWAY");
        line.leaves("ann");
        line.joins("bob");
        line.isSilent("bob");
        line.now = line.now.plus(Duration.ofMinutes(10));
        line.returns("bob");
        assertThat(found(9)).containsExactly("RETURNED_NOT_AWAY", "RETURNED_TOO_LATE");
    }

    @Test
    void a_lowered_capacity_throws_nobody_out_and_lets_nobody_in() {
        line.capacity(2);
        for (var who : List.of("ann", "bob", "cem")) {
            line.joins(who);
        }
        line.enters("ann");
        line.enters("bob");
        line.capacity(1);
        assertThat(found(null)).isEmpty();
        line.leaves("ann");
        line.enters("cem");
        assertThat(found(null)).containsExactly("CAPACITY_EXCEEDED");
    }

    @Test
    void before_any_event_says_it_the_capacity_is_what_the_auditor_says_or_the_first_event() {
        for (var who : List.of("ann", "bob")) {
            line.joins(who);
            line.enters(who);
        }
        assertThat(found(null)).as("nobody knows").isEmpty();
        line.capacity(1);
        assertThat(found(null)).containsExactly("CAPACITY_EXCEEDED");
        assertThat(found(2)).isEmpty();
        line.joins("cem");
        line.enters("cem");
        assertThat(found(9)).as("now it is known").containsExactly("CAPACITY_EXCEEDED");
    }

    @Test
    void who_was_let_in_beside_the_line_takes_no_room() {
        line.joins("ann");
        line.joins("bob");
        line.granted("bob");
        line.enters("ann");
        assertThat(found(1)).isEmpty();
    }

    @Test
    void nobody_comes_in_while_it_is_paused() {
        line.joins("ann");
        line.joins("bob");
        line.state(LineState.OPEN, LineState.PAUSED);
        line.enters("ann");
        line.state(LineState.PAUSED, LineState.DRAINING);
        line.enters("bob");
        assertThat(found(9)).containsExactly("ADMITTED_WHILE_PAUSED");
    }

    @Test
    void a_lobby_comes_in_as_drawn_and_who_joins_later_is_behind() {
        line.closesWithThree();
        line.joins("dan");
        line.shuffles();
        line.order().forEach(line::enters);
        line.enters("dan");
        assertThat(found(9)).isEmpty();
    }

    @Test
    void of_a_lobby_is_who_waited_just_then_whatever_they_did_until_it_was_closed() {
        line.schedules();
        for (var who : List.of("ann", "bob", "cem", "dan", "eve")) {
            line.joins(who);
        }
        line.now = LineStory.OPENING.minus(Duration.ofMinutes(5));
        line.isSilent("dan");
        line.isSilent("ann");
        line.returns("ann");
        line.now = LineStory.OPENING;
        long upTo = store.newest();
        line.leaves("bob");
        line.isSilent("cem");
        line.returns("cem");
        line.isSilent("eve");
        line.returns("dan");
        line.joins("fay");
        line.closes(
                upTo,
                LineStory.OPENING,
                LineStory.OPENING.getEpochSecond() + 1,
                "ann",
                "bob",
                "cem",
                "eve");
        line.shuffles();
        line.returns("eve");
        assertThat(found(9)).isEmpty();
    }

    @Test
    void who_is_away_when_the_lobby_is_shuffled_comes_back_to_the_place_that_was_drawn() {
        line.closesWithThree();
        var second = "bob";
        line.isSilent(second);
        line.shuffles();
        line.returns(second);
        line.order().forEach(line::enters);
        assertThat(found(9)).isEmpty();
    }

    @Test
    void doors_that_open_again_make_another_lobby_of_all_who_wait() {
        line.closesWithThree();
        line.shuffles();
        var first = line.order().getFirst();
        line.enters(first);
        line.now = LineStory.START;
        line.schedules();
        line.joins("dan");
        var waiting = new ArrayList<>(List.of("ann", "bob", "cem", "dan"));
        waiting.remove(first);
        line.closes(waiting.toArray(String[]::new));
        line.shuffles();
        line.order().forEach(line::enters);
        assertThat(found(9)).isEmpty();
    }

    @Test
    void who_is_away_from_a_second_lobby_comes_back_to_the_place_of_joining() {
        var all = List.of("ann", "bob", "cem");
        line.closesWithThree();
        line.shuffles();
        var away = all.stream()
                .filter(who -> all.indexOf(who) != line.order().indexOf(who))
                .findFirst()
                .orElseThrow();
        line.isSilent(away);
        line.now = LineStory.START;
        line.schedules();
        line.closes(all.stream().filter(who -> !who.equals(away)).toArray(String[]::new));
        line.shuffles();
        line.returns(away);
        var order = new ArrayList<>(line.order());
        order.add(all.indexOf(away), away);
        order.forEach(line::enters);
        assertThat(found(9)).isEmpty();
    }

    @Test
    void thousands_come_go_and_return_and_nobody_is_forgotten() {
        for (int n = 0; n < 5_000; n++) {
            line.now = line.now.plusSeconds(1);
            line.joins("p" + n);
            if (n % 3 == 0) {
                line.isSilent("p" + n);
            }
        }
        for (int n = 4_500; n < 5_000; n++) {
            if (n % 3 == 0) {
                line.returns("p" + n);
            }
        }
        for (int n = 0; n < 5_000; n++) {
            if (n % 3 != 0 || n >= 4_500) {
                line.enters("p" + n);
            }
        }
        assertThat(found(5_000)).isEmpty();
    }
}
