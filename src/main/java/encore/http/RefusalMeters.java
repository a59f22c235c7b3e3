package encore.http;

import encore.kernel.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Counts refusals by code; each is there from the start, so that the first shows as a rise. */
@Component
class RefusalMeters {

    private final Map<String, Counter> counters;

    RefusalMeters(MeterRegistry registry) {
        counters = AllRefusals.list().stream()
                .map(Refusal::name)
                .collect(Collectors.toUnmodifiableMap(
                        code -> code,
                        code -> Counter.builder("encore.http.refusals")
                                .description("Requests that were refused, or failed, by code")
                                .tag("code", code)
                                .register(registry)));
    }

    void count(String code) {
        Objects.requireNonNull(counters.get(code)).increment();
    }
}
