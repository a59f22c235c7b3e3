package encore.replay;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import encore.kernel.Gauges;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How far each read model is behind, what it could not take in, and what is being rebuilt. */
@Component
class ReadModelMeters {

    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final MeterRegistry registry;
    private final LoadingCache<Boolean, List<ProjectionStatus>> now;

    ReadModelMeters(MeterRegistry registry, Gauges gauges, Projections projections,
            encore.readmodel.ReadModels models) {
        this.registry = registry;
        this.now = Caffeine.newBuilder().maximumSize(1).expireAfterWrite(GOOD_FOR)
                .build(all -> projections.all());
        gauges.show("encore.rebuilds.running", "Rebuilds and verifications under way", null,
                "select count(*) as running from rebuild where state = 'RUNNING'", "running");
        gauges.show("encore.dead.letters", "Events put aside by read models and automations",
                null, "select count(*) as letters from dead_letter", "letters");
        for (var model : models.all()) {
            show(model.name(), "encore.readmodel.lag.events", null,
                    "Events that the tables of a read model do not show yet",
                    status -> status.lag().events());
            show(model.name(), "encore.readmodel.lag", "seconds",
                    "Age of the first event that the tables of a read model do not show",
                    status -> status.lag().seconds());
            show(model.name(), "encore.readmodel.failing", null,
                    "1 while a read model fails and tries again",
                    status -> status.state() == ProjectionStatus.State.FAILING ? 1 : 0);
        }
    }

    private void show(String model, String name, String unit, String description,
            ToDoubleFunction<ProjectionStatus> value) {
        Gauge.builder(name, () -> now.get(true).stream()
                        .filter(status -> status.name().equals(model))
                        .mapToDouble(value).findFirst().orElse(Double.NaN))
                .tag("model", model)
                .description(description)
                .baseUnit(unit)
                .register(registry);
    }
}
