package encore.replay.rebuild;

import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import encore.replay.rebuild.Rebuild.State;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Tells how far a rebuild is as server-sent events, until it has ended. */
@Component
class ProgressStream {

    private static final int AT_ONCE = 50;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration TICK = Duration.ofMillis(250);

    private final Semaphore places = new Semaphore(AT_ONCE);

    /**
     * One event whenever it has gone on, the last one when it has ended.
     *
     * @throws Refused with OVERLOADED when too many are watching
     */
    SseEmitter of(Supplier<Rebuild> rebuild) {
        if (!places.tryAcquire()) {
            throw new Refused(CommonRefusal.OVERLOADED);
        }
        var emitter = new SseEmitter(LONGEST.toMillis());
        Thread.ofVirtual().name("progress").start(() -> {
            try {
                tell(rebuild, emitter);
                emitter.complete();
            } catch (IOException | InterruptedException | RuntimeException e) {
                // Mostly, the client has gone.
                emitter.completeWithError(e);
            } finally {
                places.release();
            }
        });
        return emitter;
    }

    private static void tell(Supplier<Rebuild> rebuild, SseEmitter emitter)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        Rebuild told = null;
        while (told == null || told.state() == State.RUNNING && System.nanoTime() < until) {
            var now = rebuild.get();
            if (!now.equals(told)) {
                emitter.send(SseEmitter.event().name("progress").data(now));
                told = now;
            } else {
                Thread.sleep(TICK);
            }
        }
    }
}
