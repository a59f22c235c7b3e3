package encore.replay;

import encore.kernel.metrics.Gauges;
import encore.readmodel.ReadModels;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How far each read model is behind, what it could not take in, and what is being rebuilt. */
@Component
class ReadModelMeters {

    ReadModelMeters(Gauges gauges, Projections projections, ReadModels models) {
        gauges.of("select count(*) as running from rebuild where state = 'RUNNING'")
                .show(
                        "encore.rebuilds.running",
                        "Rebuilds and verifications under way",
                        null,
                        row -> Gauges.number(row, "running"));
        gauges.of("select count(*) as letters from dead_letter")
                .show(
                        "encore.dead.letters",
                        "Events put aside by read models and automations",
                        null,
                        row -> Gauges.number(row, "letters"));
        var all = gauges.of(() -> projections.all().stream()
                .collect(Collectors.toMap(ProjectionStatus::name, status -> status)));
        for (var model : models.all()) {
            show(
                    all,
                    model.name(),
                    "encore.readmodel.lag.events",
                    null,
                    "Events that the tables of a read model do not show yet",
                    status -> status.lag().events());
            show(
                    all,
                    model.name(),
                    "encore.readmodel.lag",
                    "seconds",
                    "Age of the first event that the tables of a read model do not show",
                    status -> status.lag().seconds());
            show(
                    all,
                    model.name(),
                    "encore.readmodel.failing",
                    null,
                    "1 while a read model fails and tries again",
                    status -> status.state() == ProjectionStatus.State.FAILING ? 1 : 0);
        }
    }

    private static void show(
            Gauges.Group<Map<String, ProjectionStatus>> all,
            String model,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<ProjectionStatus> value) {
        all.show(
                name,
                description,
                unit,
                now -> value.applyAsDouble(now.get(model)),
                "model",
                model);
    }
}
