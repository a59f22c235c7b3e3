package encore.waiting.presence;

import encore.waiting.presence.Watch.Report;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Epochs are told by small numbers: the last is 100, and there is none before 1. */
class WatchTest {

    private final List<Report> reports = new ArrayList<>();

    private void watched(String node, long from, long to) {
        LongStream.rangeClosed(from, to)
                .mapToObj(epoch -> new Report(node, epoch, false))
                .forEach(reports::add);
    }

    private long firstOf(int epochs) {
        return new Watch(reports).firstOf(epochs, 100, 1).orElse(-1);
    }

    @Test
    void epochs_that_a_node_watched_count() {
        watched("one", 50, 100);
        assertThat(firstOf(1)).isEqualTo(100);
        assertThat(firstOf(20)).isEqualTo(81);
        assertThat(firstOf(51)).isEqualTo(50);
        assertThat(firstOf(52)).isEqualTo(-1);
    }

    @Test
    void without_any_report_nothing_was_watched() {
        assertThat(firstOf(1)).isEqualTo(-1);
    }

    @Test
    void a_single_epoch_without_a_report_does_not_count() {
        watched("one", 1, 89);
        watched("one", 91, 100);
        assertThat(firstOf(10)).isEqualTo(91);
        assertThat(firstOf(11)).isEqualTo(89);
    }

    @Test
    void an_outage_ends_all_silence() {
        watched("one", 1, 88);
        watched("one", 91, 100);
        assertThat(firstOf(10)).isEqualTo(91);
        assertThat(firstOf(11)).isEqualTo(-1);
    }

    @Test
    void a_node_that_vanished_is_waited_for_a_minute() {
        watched("one", 1, 100);
        watched("other", 1, 80);
        assertThat(firstOf(16)).isEqualTo(85);
        // From 81 to 84 the other may have been told what it could not store.
        assertThat(firstOf(17)).isEqualTo(80);
    }

    @Test
    void a_node_that_was_stopped_is_not_waited_for() {
        watched("one", 1, 100);
        watched("other", 1, 80);
        reports.add(new Report("other", 81, true));
        assertThat(firstOf(20)).isEqualTo(81);
    }

    @Test
    void a_node_that_was_stopped_vouches_for_that_epoch_no_more() {
        watched("one", 1, 99);
        reports.add(new Report("one", 100, true));
        assertThat(firstOf(1)).isEqualTo(99);
    }

    @Test
    void a_node_that_came_counts_from_its_first_report() {
        watched("one", 1, 100);
        watched("other", 95, 100);
        assertThat(firstOf(20)).isEqualTo(81);
    }

    @Test
    void what_is_reported_of_the_future_proves_nothing() {
        watched("one", 101, 200);
        assertThat(firstOf(1)).isEqualTo(-1);
    }
}
