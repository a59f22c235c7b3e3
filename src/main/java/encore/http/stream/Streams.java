package encore.http.stream;

import encore.http.Limits;
import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * The streams of this node. One thread looks at all of them ten times a second and starts what is
 * due; each step is a virtual thread of its own, which is done when it has asked its source.
 *
 * <p>They end before the server stops taking requests, for it would wait for them.
 */
@Component
class Streams implements SmartLifecycle {

    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final Executor THREADS =
            step -> Thread.ofVirtual().name("stream").start(step);

    /** Clients that lose their node together do not come back together. */
    private static final int SOONEST_MS = 1_000;

    private static final int LATEST_MS = 5_000;

    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final int LONGEST_ID = 256;

    private final StreamSettings settings;
    private final StreamPlaces places;
    private final Set<OpenStream> open = ConcurrentHashMap.newKeySet();
    private final Map<Topic, Boolean> topics = new ConcurrentHashMap<>();
    private volatile @Nullable Thread ticking;

    Streams(StreamSettings settings, Limits limits, MeterRegistry meters) {
        this.settings = settings;
        this.places = new StreamPlaces(limits);
        Gauge.builder("encore.streams.open", open, Set::size)
                .description("Streams of events that are open at this node")
                .register(meters);
    }

    /**
     * Begins an answer that goes on after its request is done.
     *
     * @throws Refused with OVERLOADED when there are too many, or the node is about to stop
     */
    void open(EventStream stream, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isHead = HttpMethod.HEAD.matches(request.getMethod());
        if (!isRunning()) {
            throw new Refused(CommonRefusal.OVERLOADED);
        }
        if (isHead) {
            writeHead(response);
            return;
        }
        places.take(stream.owner());
        StreamConnection connection;
        try {
            writeHead(response);
            response.getOutputStream().write(retry());
            response.flushBuffer();
            connection = request.upgrade(StreamConnection.class);
        } catch (Exception e) {
            places.leave(stream.owner());
            throw e instanceof IOException io ? io : new IOException(e);
        }
        begin(stream, idOf(request), connection);
    }

    private static void writeHead(HttpServletResponse response) {
        response.setStatus(HttpStatus.OK.value());
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONNECTION, "close");
        // For nginx, which would gather what comes.
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static byte[] retry() {
        int millis = ThreadLocalRandom.current().nextInt(SOONEST_MS, LATEST_MS);
        return ("retry:" + millis + "\n\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable String idOf(HttpServletRequest request) {
        var sent = request.getHeader(LAST_EVENT_ID);
        return sent == null || sent.length() > LONGEST_ID ? null : sent;
    }

    private void begin(EventStream stream, @Nullable String told, StreamConnection connection) {
        var opened = new OpenStream(stream, told, connection, settings, THREADS, this::hasEnded);
        open.add(opened);
        stream.topics().forEach(topic -> topics.compute(topic, (key, isThere) -> {
            key.add(opened);
            return true;
        }));
        connection.listen(opened::connect, opened::end);
        places.put(stream.owner(), opened);
    }

    private void hasEnded(OpenStream ended) {
        if (open.remove(ended)) {
            ended.stream().topics().forEach(topic -> topics.computeIfPresent(topic, (key, v) -> {
                key.remove(ended);
                return key.hasNobody() ? null : v;
            }));
            places.leave(ended.stream().owner(), ended);
        }
    }

    private void tick() {
        while (!Thread.interrupted()) {
            long now = System.nanoTime();
            topics.keySet().forEach(topic -> topic.look(now, THREADS));
            open.forEach(stream -> stream.advance(now));
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    @Override
    public void start() {
        ticking = Thread.ofPlatform().daemon().name("streams").start(this::tick);
    }

    @Override
    public void stop() {
        var stopped = ticking;
        ticking = null;
        if (stopped != null) {
            stopped.interrupt();
        }
        open.forEach(stream -> THREADS.execute(() -> stream.end(ByteBuffer.wrap(retry()))));
        long patience = System.nanoTime() + FAREWELL.toNanos();
        while (!open.isEmpty() && System.nanoTime() < patience) {
            LockSupport.parkNanos(5_000_000);
        }
        open.forEach(OpenStream::end);
    }

    @Override
    public boolean isRunning() {
        return ticking != null;
    }

    /** The first to stop, and the last to start. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
