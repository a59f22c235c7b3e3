package encore.http.stream;

import encore.kernel.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * A stream that is open. At most one thing is on its way to the client, and what else may have
 * changed is asked for when that has arrived: so a client that reads slowly costs a buffer of the
 * kernel's and nothing of ours.
 */
final class OpenStream implements Topic.Listener {

    private static final Logger log = LoggerFactory.getLogger(OpenStream.class);
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final EventStream stream;
    private final StreamConnection connection;
    private final StreamSettings settings;
    private final Executor threads;
    private final Consumer<OpenStream> whenEnded;
    private @Nullable String told;
    private long mayTellAt;
    private long heartbeatAt;
    private long endsAt;
    private boolean isConnected;
    private boolean isWoken = true;
    private boolean isBusy;
    private boolean hasEnded;
    private @Nullable ByteBuffer lastWords;

    /**
     * One that waits for its connection.
     *
     * @param told what the client says it has
     */
    OpenStream(
            EventStream stream,
            @Nullable String told,
            StreamConnection connection,
            StreamSettings settings,
            Executor threads,
            Consumer<OpenStream> whenEnded) {
        this.stream = stream;
        this.told = told;
        this.connection = connection;
        this.settings = settings;
        this.threads = threads;
        this.whenEnded = whenEnded;
        long now = System.nanoTime();
        mayTellAt = now;
        heartbeatAt = now;
        endsAt = now + settings.writeWithin().toNanos();
    }

    EventStream stream() {
        return stream;
    }

    void connect() {
        long now = System.nanoTime();
        synchronized (this) {
            isConnected = true;
            endsAt = now + settings.longest().toNanos();
        }
        advance(now);
    }

    @Override
    public void wake() {
        synchronized (this) {
            isWoken = true;
        }
        advance(System.nanoTime());
    }

    /** Does what it is time for. */
    void advance(long now) {
        synchronized (this) {
            if (hasEnded || isBusy || !isDue(now)) {
                return;
            }
            isBusy = true;
            isWoken = false;
        }
        threads.execute(() -> goOn(now));
    }

    private boolean isDue(long now) {
        return now - endsAt >= 0
                || isConnected && (now - heartbeatAt >= 0 || isWoken && now - mayTellAt >= 0);
    }

    private void goOn(long now) {
        try {
            if (now - endsAt >= 0) {
                end();
                return;
            }
            var event = stream.source().after(told);
            if (event != null) {
                send(event.encoded(), () -> sent(event));
            } else if (now - heartbeatAt >= 0) {
                send(ByteBuffer.wrap(HEARTBEAT), () -> sent(null));
            } else {
                free(now);
            }
        } catch (Refused noMore) {
            end();
        } catch (RuntimeException e) {
            log.warn("a stream has failed", e);
            end();
        }
    }

    private void send(ByteBuffer bytes, Runnable whenSent) {
        connection.write(bytes, settings.writeWithin(), whenSent, this::end);
    }

    private void sent(@Nullable StreamEvent event) {
        if (event != null && event.isLast()) {
            end();
            return;
        }
        long now = System.nanoTime();
        heartbeatAt = now + settings.heartbeat().toNanos();
        if (event != null) {
            told = event.id();
            mayTellAt = now + stream.pause().toNanos();
        }
        free(now);
    }

    private void free(long now) {
        ByteBuffer words;
        synchronized (this) {
            words = lastWords;
            isBusy = words != null;
        }
        if (words == null) {
            advance(now);
        } else {
            send(words, this::end);
        }
    }

    /** Ends it with these words, once what is on its way has arrived. */
    void end(ByteBuffer words) {
        boolean canHear;
        boolean isFree;
        synchronized (this) {
            canHear = isConnected;
            isFree = !isBusy;
            isBusy = true;
            lastWords = words;
        }
        if (!canHear) {
            end();
        } else if (isFree) {
            send(words, this::end);
        }
    }

    /** Hangs up; whoever sees that finds the place free. */
    void end() {
        synchronized (this) {
            if (hasEnded) {
                return;
            }
            hasEnded = true;
        }
        whenEnded.accept(this);
        connection.close();
    }
}
