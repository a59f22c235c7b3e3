package encore.http;

import encore.kernel.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.Map;

/** Counts refusals by code; each is there from the start, so that the first shows as a rise. */
@Component
class RefusalMeters {

    private final Map<Refusal, Counter> counters = new EnumMap<>(Refusal.class);

    RefusalMeters(MeterRegistry registry) {
        for (var refusal : Refusal.values()) {
            counters.put(refusal, Counter.builder("encore.http.refusals")
                    .description("Requests that were refused, or failed, by code")
                    .tag("code", refusal.name())
                    .register(registry));
        }
    }

    void count(Refusal refusal) {
        counters.get(refusal).increment();
    }
}
