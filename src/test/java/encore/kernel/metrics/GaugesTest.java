package encore.kernel.metrics;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

/** What one question does not tell, hides no other. */
class GaugesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Gauges gauges = new Gauges(registry, null);

    private double value(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void a_question_that_fails() {
        gauges.of(() -> {
                    throw new IllegalStateException("planted");
                })
                .show("fails", "", null, answer -> 1);
        gauges.of(() -> 7).show("works", "", null, answer -> answer);
        assertThat(value("fails")).isNaN();
        assertThat(value("works")).isEqualTo(7);
    }

    @Test
    void a_question_that_hangs() {
        var over = new CountDownLatch(1);
        gauges.of(() -> 7).show("works", "", null, answer -> answer);
        gauges.of(() -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return 8;
                })
                .show("hangs", "", null, answer -> answer);
        assertThat(value("hangs")).isNaN();
        assertThat(value("works")).isEqualTo(7);
        over.countDown();
    }
}
