package encore.http;

import encore.kernel.Refused;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.unit.DataSize;

import java.time.Duration;

import static encore.http.RateLimits.Kind.CALLS;
import static encore.http.RateLimits.Kind.FAILURES;
import static encore.http.RateLimits.Kind.JOINS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Three at once, and one more every ten seconds. */
class RateLimitsTest {

    private static final Limits.Rate THREE = new Limits.Rate(0.1, 3);

    private final SteeredTime time = new SteeredTime();
    private final RateLimits limits = new RateLimits(
            new Limits(
                    DataSize.ofKilobytes(64),
                    Duration.ofSeconds(5),
                    4096,
                    2000,
                    12000,
                    3,
                    THREE,
                    THREE,
                    THREE,
                    THREE,
                    THREE),
            time);

    private static final class SteeredTime implements TimeMeter {

        private long nanos;

        void goesOn(Duration by) {
            nanos += by.toNanos();
        }

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private void takes(RateLimits.Kind kind, Object key, int count) {
        for (int i = 0; i < count; i++) {
            limits.take(kind, key);
        }
    }

    private void isRefused(RateLimits.Kind kind, Object key, long retryAfter) {
        var refused = catchThrowableOfType(Refused.class, () -> limits.take(kind, key));
        assertThat(refused.code()).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(refused.facts()).containsEntry("retryAfter", retryAfter);
    }

    @ParameterizedTest
    @EnumSource
    void a_burst_passes_and_one_more_is_told_when_to_come_again(RateLimits.Kind kind) {
        takes(kind, "a", 3);
        isRefused(kind, "a", 10);
        time.goesOn(Duration.ofMillis(9_001));
        isRefused(kind, "a", 1);
        time.goesOn(Duration.ofMillis(999));
        takes(kind, "a", 1);
        isRefused(kind, "a", 10);
    }

    @Test
    void each_key_and_each_kind_is_counted_for_itself() {
        takes(JOINS, "a", 3);
        takes(JOINS, "b", 3);
        takes(CALLS, "a", 3);
        isRefused(JOINS, "a", 10);
    }

    @Test
    void asking_whether_one_may_try_counts_nothing() {
        for (int i = 0; i < 10; i++) {
            limits.mayTry(FAILURES, "a");
        }
        takes(FAILURES, "a", 3);
        assertThatThrownBy(() -> limits.mayTry(FAILURES, "a")).isInstanceOf(Refused.class);
        time.goesOn(Duration.ofSeconds(10));
        assertThatCode(() -> limits.mayTry(FAILURES, "a")).doesNotThrowAnyException();
    }

    @Test
    void rest_gives_no_more_than_the_burst() {
        takes(JOINS, "a", 3);
        time.goesOn(Duration.ofDays(1));
        takes(JOINS, "a", 3);
        isRefused(JOINS, "a", 10);
    }
}
