package encore.replay;

import encore.kernel.EventLog;
import encore.readmodel.ReadModel;
import encore.readmodel.ReadModels;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps the table {@code failing}: which read models can't go on. A processor runs on one node at a
 * time, and only that node sees it fail, so it says so to all; and it takes it back when it has
 * come further, not when it has only been taken over and tries for the first time.
 */
@Component
class FailingProjections {

    private final ReadModels models;
    private final EventProcessingConfiguration processing;
    private final EventLog eventLog;
    private final JdbcClient jdbc;

    FailingProjections(
            ReadModels models,
            EventProcessingConfiguration processing,
            EventLog eventLog,
            JdbcClient jdbc) {
        this.models = models;
        this.processing = processing;
        this.eventLog = eventLog;
        this.jdbc = jdbc;
    }

    /** What went wrong with those that fail now, on whichever node; by their processor. */
    Map<String, String> now() {
        var failing = new HashMap<String, String>();
        jdbc.sql("select processor_name, error from failing").query(row -> {
            failing.put(row.getString(1), row.getString(2));
        });
        models.all()
                .forEach(model -> errorOf(segments(model))
                        .ifPresent(error -> failing.put(model.processor(), error)));
        return failing;
    }

    /** Those that have failed for longer than the second it takes to put a bad event aside. */
    Collection<String> lasting() {
        return jdbc.sql("select processor_name from failing"
                        + " where since < now() - interval '5 seconds'")
                .query(String.class)
                .list();
    }

    @Scheduled(fixedDelayString = "PT1S")
    void tell() {
        var told = new HashMap<String, Long>();
        jdbc.sql("select processor_name, position from failing").query(row -> {
            told.put(row.getString(1), row.getLong(2));
        });
        for (var model : models.all()) {
            var segments = segments(model);
            position(segments).ifPresent(position -> {
                var before = told.get(model.processor());
                errorOf(segments)
                        .ifPresentOrElse(
                                error -> {
                                    if (before == null) {
                                        fails(model.processor(), position, error);
                                    }
                                },
                                () -> {
                                    if (before != null
                                            && (position > before || position >= eventLog.head())) {
                                        goesOn(model.processor());
                                    }
                                });
            });
        }
    }

    private void fails(String processor, long position, String error) {
        jdbc.sql("""
                insert into failing (processor_name, position, error, since)
                values (?, ?, ?, now()) on conflict do nothing
                """).params(processor, position, error).update();
    }

    private void goesOn(String processor) {
        jdbc.sql("delete from failing where processor_name = ?")
                .param(processor)
                .update();
    }

    private Collection<EventTrackerStatus> segments(ReadModel model) {
        return processing
                .eventProcessor(model.processor(), StreamingEventProcessor.class)
                .orElseThrow()
                .processingStatus()
                .values();
    }

    /** Empty when it does not run here. */
    private static OptionalLong position(Collection<EventTrackerStatus> segments) {
        return segments.stream()
                .mapToLong(segment -> segment.getCurrentPosition().orElse(-1))
                .min();
    }

    private static Optional<String> errorOf(Collection<EventTrackerStatus> segments) {
        return segments.stream()
                .filter(EventTrackerStatus::isErrorState)
                .map(segment -> String.valueOf(segment.getError().getMessage()).replace('\0', ' '))
                .findFirst();
    }
}
