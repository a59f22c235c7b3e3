package encore.http.stream;

import encore.http.Limits;
import encore.http.Limits.Rate;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.testing.BesideServers;
import encore.testing.EventClient;
import encore.testing.EventClient.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/** Streams of one counter, on a Tomcat of their own. */
@BesideServers
class StreamsTest {

    private static final Rate ANY = new Rate(1, 1);
    private static final int MOST = 5;
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGER_THAN_A_TEST = Duration.ofMinutes(5);

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final AtomicInteger counter = new AtomicInteger();
    private final Topic topic = new Topic();
    private volatile boolean isSlow;
    private volatile boolean isTelling;
    private Tomcat tomcat;
    private Streams streams;
    private int port;

    /** The token, and how much is said in an event, are in the query. */
    private final class Counting extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var letters = request.getParameter("letters");
            var text = "x".repeat(letters == null ? 0 : Integer.parseInt(letters));
            try {
                streams.open(
                        EventStream.of(
                                        new TokenId(request.getParameter("token")),
                                        told -> count(told, text))
                                .wokenBy(topic)
                                .atMostEvery(PAUSE),
                        request,
                        response);
            } catch (Refused refused) {
                response.setStatus(refused.status());
            }
        }
    }

    private StreamEvent count(String told, String text) {
        for (isTelling = isSlow; isSlow; ) {
            LockSupport.parkNanos(1_000_000);
        }
        var now = Integer.toString(counter.get());
        if (now.equals("-1")) {
            return StreamEvent.of("end", now, now).last();
        }
        return now.equals(told) ? null : StreamEvent.of("count", now, now + text);
    }

    private void count() {
        counter.incrementAndGet();
        topic.changed();
    }

    private void begin(Duration heartbeat, Duration longest) throws LifecycleException {
        streams = new Streams(
                new StreamSettings(heartbeat, longest, Duration.ofSeconds(1)),
                new Limits(
                        DataSize.ofKilobytes(64),
                        Duration.ofSeconds(5),
                        100,
                        8,
                        MOST,
                        2,
                        ANY,
                        ANY,
                        ANY,
                        ANY,
                        ANY),
                meters);
        streams.start();
    }

    @BeforeEach
    void begin() throws LifecycleException {
        tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        var context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "counting", new Counting()).addMapping("/count");
        tomcat.start();
        port = tomcat.getConnector().getLocalPort();
        begin(Duration.ofMillis(500), LONGER_THAN_A_TEST);
    }

    @AfterEach
    void end() throws LifecycleException {
        streams.stop();
        tomcat.stop();
        tomcat.destroy();
    }

    private EventClient listen(String token, Map<String, String> headers) throws IOException {
        return EventClient.get(port, "/count?token=" + token, headers);
    }

    private EventClient listen(String token) throws IOException {
        return listen(token, Map.of());
    }

    private double open() {
        return meters.get("encore.streams.open").gauge().value();
    }

    private static void eventually(BooleanSupplier condition) {
        long patience = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting").isLessThan(patience);
            LockSupport.parkNanos(10_000_000);
        }
    }

    @Test
    void the_state_is_told_at_once_and_when_it_changes() throws IOException {
        try (var ann = listen("ann")) {
            assertThat(ann.status()).isEqualTo(200);
            assertThat(ann.header("Content-Type")).startsWith("text/event-stream");
            assertThat(ann.header("Cache-Control")).isEqualTo("no-store");
            assertThat(ann.header("X-Accel-Buffering")).isEqualTo("no");
            assertThat(ann.header("Connection")).isEqualTo("close");
            assertThat(ann.header("Transfer-Encoding")).isNull();
            assertThat(ann.next()).isEqualTo(new Event("count", "0", "0"));
            count();
            assertThat(ann.next()).isEqualTo(new Event("count", "1", "1"));
        }
    }

    @Test
    void who_comes_back_is_told_the_state_unless_they_have_it() throws IOException {
        count();
        try (var ann = listen("ann", Map.of("Last-Event-ID", "0"))) {
            assertThat(ann.next().id()).isEqualTo("1");
        }
        try (var ann = listen("ann", Map.of("Last-Event-ID", "1"))) {
            ann.hearsNothingUntilAHeartbeat();
            count();
            assertThat(ann.next().id()).isEqualTo("2");
        }
    }

    @Test
    void what_changes_often_is_told_now_and_then_and_in_the_end_as_it_is() throws IOException {
        try (var ann = listen("ann")) {
            assertThat(ann.next().id()).isEqualTo("0");
            long begun = System.nanoTime();
            var told = new ArrayList<String>();
            for (int i = 0; i < 1000; i++) {
                count();
                LockSupport.parkNanos(500_000);
            }
            do {
                told.add(ann.next().id());
            } while (!told.getLast().equals("1000"));
            long pauses = (System.nanoTime() - begun) / PAUSE.toNanos();
            assertThat((long) told.size()).isLessThanOrEqualTo(pauses + 1);
        }
    }

    @Test
    void a_stream_that_has_nothing_to_tell_has_a_heartbeat() throws IOException {
        try (var ann = listen("ann")) {
            ann.next();
            ann.hearsNothingUntilAHeartbeat();
            ann.hearsNothingUntilAHeartbeat();
        }
    }

    @Test
    void who_hangs_up_is_found() throws IOException {
        var clients = List.of(listen("ann"), listen("bob"));
        eventually(() -> open() == 2);
        for (var client : clients) {
            client.close();
        }
        eventually(() -> open() == 0);
    }

    @Test
    void who_talks_on_is_hung_up_on() throws IOException {
        try (var ann = EventClient.whoNeverReads(port, "/count?token=ann")) {
            eventually(() -> open() == 1);
            ann.getOutputStream().write(new byte[100_000]);
            eventually(() -> open() == 0);
        }
    }

    @Test
    void who_does_not_read_is_given_up_and_nobody_else_waits() throws IOException {
        try (var deaf = EventClient.whoNeverReads(port, "/count?token=deaf&letters=1000000");
                var ann = listen("ann")) {
            eventually(() -> open() == 2);
            assertThat(ann.next().id()).isEqualTo("0");
            while (open() == 2) {
                count();
                assertThat(ann.next().id()).isEqualTo(Integer.toString(counter.get()));
            }
            assertThat(deaf.isConnected()).isTrue();
            count();
            assertThat(ann.next().id()).isEqualTo(Integer.toString(counter.get()));
        }
    }

    @Test
    void the_oldest_of_a_token_makes_room_for_one_more() throws IOException {
        try (var first = listen("ann");
                var bobs = listen("bob");
                var second = listen("ann")) {
            eventually(() -> open() == 3);
            try (var third = listen("ann")) {
                assertThat(first.next().id()).isEqualTo("0");
                assertThat(first.next()).isNull();
                for (var client : List.of(second, third, bobs)) {
                    assertThat(client.next().id()).isEqualTo("0");
                    client.hearsNothingUntilAHeartbeat();
                }
            }
        }
    }

    @Test
    void one_more_than_there_may_be_is_refused_until_one_has_gone() throws IOException {
        var clients = new ArrayList<EventClient>();
        for (int i = 0; i < MOST; i++) {
            clients.add(listen("t" + i));
        }
        try (var late = listen("late")) {
            assertThat(late.status()).isEqualTo(503);
        }
        try (var again = listen("t1");
                var third = listen("t1")) {
            // In the place of an own one, but only when there are as many as one may have.
            assertThat(again.status()).isEqualTo(503);
            assertThat(third.status()).isEqualTo(503);
        }
        clients.removeFirst().close();
        eventually(() -> open() == MOST - 1);
        try (var late = listen("late")) {
            assertThat(late.next().id()).isEqualTo("0");
        }
        for (var client : clients) {
            client.close();
        }
    }

    @Test
    void the_last_event_ends_the_stream() throws IOException {
        try (var ann = listen("ann")) {
            ann.next();
            counter.set(-1);
            topic.changed();
            assertThat(ann.next().name()).isEqualTo("end");
            assertThat(ann.next()).isNull();
            assertThat(open()).isZero();
        }
    }

    @Test
    void a_node_that_stops_says_when_to_come_back_and_lets_nobody_in() throws IOException {
        try (var ann = listen("ann")) {
            ann.next();
            streams.stop();
            assertThat(ann.rest()).anyMatch(line -> line.matches("retry:\\d{4}"));
            assertThat(open()).isZero();
        }
        try (var late = listen("late")) {
            assertThat(late.status()).isEqualTo(503);
        }
    }

    @Test
    void who_is_being_told_something_when_the_node_stops_hears_that_first() throws Exception {
        try (var ann = listen("ann")) {
            ann.next();
            isSlow = true;
            count();
            eventually(() -> isTelling);
            var stopping = Thread.startVirtualThread(streams::stop);
            // All were told to end, and it waits for them.
            eventually(() -> stopping.getState() == Thread.State.TIMED_WAITING);
            isSlow = false;
            assertThat(ann.next().id()).isEqualTo("1");
            assertThat(ann.rest()).anyMatch(line -> line.matches("retry:\\d{4}"));
            stopping.join();
        }
    }

    @Test
    void no_stream_goes_on_for_ever() throws IOException, LifecycleException {
        streams.stop();
        meters.clear();
        begin(Duration.ofMillis(100), Duration.ofMillis(500));
        try (var ann = listen("ann")) {
            assertThat(ann.next().id()).isEqualTo("0");
            assertThat(ann.next()).isNull();
        }
    }
}
