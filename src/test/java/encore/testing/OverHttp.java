package encore.testing;

import encore.Encore;
import encore.kernel.EventLog;
import encore.kernel.EventTail;
import encore.readmodel.ProcessorProgress;
import encore.readmodel.Views;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** The real server, on the real database, spoken to over real HTTP. Only its clock is ours. */
@SpringBootTest(
        classes = Encore.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "encore.sample-data=false",
            "encore.operator.password=secret",
            "encore.security.open=true",
            "encore.limits.failures.burst=100000",
            "encore.waiting.signing-key=a-key-for-tests-that-is-long-enough",
            "encore.waiting.capacity=100000",
            "encore.waiting.time-out-every=100ms",
            "encore.waiting.ease-off=false",
            "encore.reservation.expire-every=100ms",
            "encore.reservation.returned-within=0",
            "encore.reservation.lapsed-within=0",
            "encore.payment.look-for-stalled-every=200ms"
        })
@Import(MovableClock.Config.class)
public abstract class OverHttp {

    protected static final long PRICE = 45_000;

    @LocalServerPort
    private int port;

    @Autowired
    protected MovableClock clock;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected EventProcessingConfiguration processing;

    @Autowired
    private ProcessorProgress processors;

    @Autowired
    protected Views views;

    @Autowired
    private EventTail eventTail;

    @Autowired
    private EventLog eventLog;

    protected Shop shop;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        properties.add("spring.datasource.url", TestDatabase::create);
    }

    /** Events are stamped by the clock of whichever server started last, unless told otherwise. */
    @BeforeEach
    void openShop() {
        GenericEventMessage.clock = clock;
        shop = new Shop(port);
    }

    protected int port() {
        return port;
    }

    protected Instant tomorrow() {
        return clock.instant().plus(Duration.ofDays(1));
    }

    /** A new performance, with so many free seats; answers with its id. */
    protected String performance(int seats) {
        return shop.schedule("Piano Night", seats, PRICE, tomorrow()).is(201).text("performanceId");
    }

    protected static String seat(String performance, int number) {
        return performance + "-1-1-" + number;
    }

    protected static List<String> seats(String performance, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> seat(performance, n))
                .toList();
    }

    /** One free seat of a new performance. */
    protected String freeSeat() {
        return seat(performance(1), 1);
    }

    protected String statusOf(Person viewer, String seat) {
        var performance = seat.replaceFirst("(-\\d+){3}$", "");
        for (var found :
                viewer.get("/performances/" + performance + "/seats").is(200).get("seats")) {
            if (found.get("seatId").asString().equals(seat)) {
                return found.get("status").asString();
            }
        }
        throw new AssertionError("no seat " + seat);
    }

    /** What is written counts: waits for it, up to a minute. */
    protected static void eventually(BooleanSupplier condition) {
        var patience = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(patience);
            LockSupport.parkNanos(10_000_000);
        }
    }

    /** Waits until the tables of all read models show what has happened. */
    protected void written() {
        eventTail.await(eventLog.head());
        processing.eventProcessors().keySet().stream()
                .filter(name -> name.startsWith("projection-"))
                .forEach(name -> assertThat(processors.await(name, Duration.ofSeconds(20)))
                        .as(name)
                        .isTrue());
    }

    /** From now on the tables of a read model are asked: it has not taken in all events. */
    protected void leaveToItsTables(String processor) {
        jdbc.sql("""
                insert into dead_letter (letter_id, processing_group, sequence_identifier,
                       sequence_index, message_type, event_identifier, time_stamp, payload_type,
                       payload, enqueued_at, last_touched)
                values ('letter', ?, 'nobody', 0, '', '', '', '', '', '', '')
                """).param(processor).update();
        views.lookAtTables();
    }

    /** Begins a rebuild or a verification of a read model, and answers with its path. */
    protected String begin(String name, String rebuildsOrVerifications) {
        return shop.operator("POST", "/projections/" + name + "/" + rebuildsOrVerifications, null)
                .is(202)
                .location();
    }

    /** Begins it, and answers with how it ended. */
    protected Answer endOf(String name, String rebuildsOrVerifications) {
        return endOf(begin(name, rebuildsOrVerifications));
    }

    protected Answer endOf(String path) {
        eventually(() -> !shop.operator("GET", path, null).is(200).text("state").equals("RUNNING"));
        return shop.operator("GET", path, null);
    }

    protected StreamingEventProcessor processor(String name) {
        return processing.eventProcessor(name, StreamingEventProcessor.class).orElseThrow();
    }

    protected void pause(String name) {
        if (name.startsWith("projection-")) {
            // Its tables are written some moments after the events.
            eventTail.await(eventLog.head());
            processors.await(name, Duration.ofSeconds(20));
        }
        processor(name).shutDown();
    }

    /** Axon never starts again what is shut down while it claims its segment; so this waits. */
    protected void resume(String name) {
        processor(name).start();
        eventually(() -> !processor(name).processingStatus().isEmpty()
                && processor(name).processingStatus().values().stream()
                        .allMatch(EventTrackerStatus::isCaughtUp));
    }

    /** How often this event is in the store, for this stream. */
    protected int stored(String event, String stream) {
        return jdbc.sql("select count(*) from domain_event_entry"
                        + " where payload_type = ? and aggregate_identifier = ?")
                .params(event, stream)
                .query(Integer.class)
                .single();
    }
}
