package encore.readmodel;

import encore.kernel.EventTail;
import encore.kernel.work.Outage;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The read models as this node sees them; see {@link View}. */
@Component
public class Views implements ViewSource, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Views.class);
    private static final Duration LOOK_AT_TABLES_EVERY = Duration.ofMillis(250);
    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofMillis(500);

    private final ObjectProvider<ReadModels> models;
    private final EventStore store;
    private final EventTail eventTail;
    private final ProcessorPositions positions;
    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final Map<String, View> views = new ConcurrentHashMap<>();
    private List<Thread> threads = List.of();

    Views(
            ObjectProvider<ReadModels> models,
            EventStore store,
            EventTail eventTail,
            ProcessorPositions positions,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.models = models;
        this.store = store;
        this.eventTail = eventTail;
        this.positions = positions;
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        // Whoever asks may be in a transaction that has read before, of another isolation.
        reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The view of the read model that this processor keeps. */
    public View of(String processor) {
        return views.computeIfAbsent(processor, name -> new View(name, this));
    }

    /**
     * Anything but their processor has written the tables of a read model, on this
     * connection: an operator has them mended. All nodes read them anew.
     */
    public void mended(String processor, JdbcClient connection) {
        connection
                .sql("update token_entry set edition = edition + 1 where processor_name = ?")
                .param(processor)
                .update();
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> eventsAfter(long position) {
        return store.openStream(position < 0 ? null : new GlobalSequenceTrackingToken(position));
    }

    @Override
    public long newest() {
        return eventTail.position();
    }

    @Override
    public <T> ViewSource.Read<T> read(String processor, Supplier<T> rows) {
        return reading.execute(transaction -> {
            jdbc.sql("set transaction isolation level repeatable read read only")
                    .update();
            return jdbc.sql("select token, token_type, edition from token_entry"
                            + " where processor_name = ?")
                    .param(processor)
                    .query((row, n) -> new ViewSource.Read<>(
                            positions.position(row.getBytes(1), row.getString(2)),
                            row.getLong(3),
                            rows.get()))
                    .optional()
                    .orElseGet(() -> new ViewSource.Read<>(-1, 0, rows.get()));
        });
    }

    @Override
    public void lookAtTables() {
        jdbc.sql("""
                select processor_name, token, token_type, edition, not exists (
                       select 1 from dead_letter where processing_group = processor_name)
                  from token_entry
                """).query(row -> {
            var view = views.get(row.getString(1));
            if (view != null) {
                view.tablesAre(
                        positions.position(row.getBytes(2), row.getString(3)),
                        row.getLong(4),
                        row.getBoolean(5));
            }
        });
    }

    @Override
    public void start() {
        models.getObject().all().forEach(model -> of(model.processor()).begin(model));
        threads = List.of(
                Thread.ofPlatform()
                        .daemon()
                        .name("views-tables")
                        .start(() -> untilStopped(() -> {
                            lookAtTables();
                            Thread.sleep(LOOK_AT_TABLES_EVERY);
                        })),
                Thread.ofPlatform()
                        .daemon()
                        .name("views-events")
                        .start(() -> untilStopped(this::followEvents)));
    }

    /** A caller that waits for a change is told, and the next question has little to catch up. */
    private void followEvents() throws InterruptedException {
        try (var events = eventsAfter(eventTail.position())) {
            while (true) {
                events.nextAvailable();
                while (events.peek().isPresent()) {
                    events.nextAvailable();
                }
                views.values().forEach(view -> view.undisturbed(view::takeInWhatCame));
            }
        }
    }

    private interface Task {
        void run() throws InterruptedException;
    }

    private static void untilStopped(Task task) {
        var outage = new Outage(log, "could not follow the read models");
        try {
            while (true) {
                try {
                    task.run();
                    outage.isOver();
                } catch (RuntimeException e) {
                    outage.goesOn(e);
                    Thread.sleep(PAUSE_AFTER_A_FAILURE);
                }
            }
        } catch (InterruptedException e) {
            // Stopped.
        }
    }

    @Override
    public void stop() {
        threads.forEach(Thread::interrupt);
        threads = List.of();
    }

    @Override
    public boolean isRunning() {
        return !threads.isEmpty();
    }

    /** Before anything asks, and after all that did. */
    @Override
    public int getPhase() {
        return 0;
    }
}
