package encore.platform;

import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What was heard of an aggregate is used where nothing between is missing. */
class HeardStreamsTest {

    private static final long NOTHING = -1;
    private static final String ANN = "points:ann";
    private static final String BOB = "points:bob";

    private final List<Object> forgotten = new ArrayList<>();
    private final HeardStreams heard = new HeardStreams(4, forgotten::add);

    private void hears(String user, long from, int count) {
        EventNode.charges(user, from, count).forEach(heard::add);
    }

    private List<Long> after(String aggregate, long number) {
        return heard.after(aggregate, number).stream()
                .map(DomainEventMessage::getSequenceNumber).toList();
    }

    @Test
    void a_stream_heard_from_its_beginning_is_whole() {
        hears("ann", 0, 3);
        assertThat(after(ANN, NOTHING)).containsExactly(0L, 1L, 2L);
        assertThat(after(ANN, 1)).containsExactly(2L);
        assertThat(after(ANN, 2)).isEmpty();
    }

    @Test
    void one_that_began_earlier_is_not() {
        hears("ann", 2, 2);
        assertThat(after(ANN, NOTHING)).isEmpty();
        assertThat(after(ANN, 0)).isEmpty();
        assertThat(after(ANN, 1)).containsExactly(2L, 3L);
    }

    @Test
    void what_is_heard_twice_counts_once() {
        hears("ann", 0, 2);
        hears("ann", 0, 2);
        hears("ann", 1, 2);
        assertThat(after(ANN, NOTHING)).containsExactly(0L, 1L, 2L);
    }

    @Test
    void what_came_before_a_gap_is_of_no_use() {
        hears("ann", 0, 2);
        hears("ann", 3, 1);
        assertThat(after(ANN, NOTHING)).isEmpty();
        assertThat(after(ANN, 1)).isEmpty();
        assertThat(after(ANN, 2)).containsExactly(3L);
        assertThat(heard.hasNothingAfter(ANN, 1)).isFalse();
    }

    @Test
    void when_there_is_too_much_whole_streams_are_forgotten_and_it_is_said_which() {
        hears("ann", 0, 2);
        hears("bob", 0, 2);
        assertThat(after(ANN, NOTHING)).hasSize(2);
        hears("joe", 0, 1);
        assertThat(forgotten).containsExactly(BOB);
        assertThat(after(BOB, NOTHING)).isEmpty();
        assertThat(heard.hasNothingAfter(BOB, NOTHING)).isTrue();
        assertThat(after(ANN, NOTHING)).hasSize(2);
    }

    @Test
    void what_is_forgotten_takes_no_room() {
        hears("ann", 0, 4);
        heard.forget(ANN);
        hears("bob", 0, 4);
        heard.clear();
        hears("ann", 0, 4);
        assertThat(forgotten).isEmpty();
        assertThat(after(ANN, NOTHING)).hasSize(4);
    }
}
