package encore.http;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Eight places; of whom a request is, its header says. */
class BulkheadsTest {

    private static final Limits.Rate ANY = new Limits.Rate(1, 1);
    private static final Limits EIGHT = new Limits(
            DataSize.ofKilobytes(64), Duration.ofSeconds(5), 4096, 8, 8, 3, ANY, ANY, ANY, ANY, ANY);

    private final Bulkheads places = new Bulkheads(
            EIGHT,
            Stream.of(CallerGroup.values())
                    .filter(group -> group != CallerGroup.OUTSIDE)
                    .map(Known::new)
                    .<KnownCaller>map(known -> known)
                    .toList());

    private record Known(CallerGroup group) implements KnownCaller {
        @Override
        public boolean hasSent(HttpServletRequest request) {
            return group.name().equals(request.getHeader("CallerGroup"));
        }
    }

    private static MockHttpServletRequest request(CallerGroup group) {
        var request = new MockHttpServletRequest();
        request.addHeader("CallerGroup", group.name());
        return request;
    }

    private List<Bulkheads.Permit> takeAll(CallerGroup group) {
        return Stream.generate(() -> places.take(request(group)))
                .takeWhile(Optional::isPresent)
                .limit(1_000)
                .map(Optional::get)
                .toList();
    }

    @Test
    void a_crowd_outside_leaves_places_to_the_people_inside_the_operator_and_health() {
        assertThat(takeAll(CallerGroup.OUTSIDE)).hasSize(6);
        assertThat(takeAll(CallerGroup.INSIDE)).hasSize(2);
        assertThat(takeAll(CallerGroup.OPERATOR)).isNotEmpty();
        assertThat(takeAll(CallerGroup.HEALTH)).isNotEmpty();
    }

    @Test
    void the_people_inside_may_have_all_of_them() {
        assertThat(takeAll(CallerGroup.INSIDE)).hasSize(8);
        assertThat(takeAll(CallerGroup.OUTSIDE)).isEmpty();
        assertThat(takeAll(CallerGroup.OPERATOR)).isNotEmpty();
        assertThat(takeAll(CallerGroup.HEALTH)).isNotEmpty();
    }

    @Test
    void a_place_that_is_left_twice_is_left_once() {
        for (var group : CallerGroup.values()) {
            var taken = takeAll(group);
            taken.getFirst().close();
            taken.getFirst().close();
            var again = takeAll(group);
            assertThat(again).as("%s", group).hasSize(1);
            again.getFirst().close();
            taken.forEach(Bulkheads.Permit::close);
        }
    }

    @Test
    void whoever_reads_his_answer_slowly_holds_no_place() throws Exception {
        var filter = new LimitsFilter(EIGHT, places, null);
        takeAll(CallerGroup.INSIDE).getFirst().close();
        filter.doFilter(
                request(CallerGroup.INSIDE),
                new MockHttpServletResponse(),
                chain(() -> assertThat(takeAll(CallerGroup.INSIDE)).hasSize(1)));
    }

    /** Runs this when the answer has begun to leave. */
    private static MockFilterChain chain(Runnable whileWriting) {
        return new MockFilterChain() {
            @Override
            public void doFilter(ServletRequest request, ServletResponse response) {
                try {
                    response.getOutputStream();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                whileWriting.run();
            }
        };
    }
}
