package encore.http;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Places for requests that are worked on, in compartments. A quarter is kept for those inside, and
 * health and the operator have some of their own: a crowd outside can't take these.
 */
@Component
public class Bulkheads {

    private static final int KEPT_FOR_HEALTH = 50;
    private static final int KEPT_FOR_THE_OPERATOR = 50;

    /** A place that was taken, until it is left. */
    public interface Permit extends AutoCloseable {
        /** Leaves the place; leaving once more does nothing. */
        @Override
        void close();
    }

    private final List<KnownCaller> known;

    /** A request of a group needs a permit of each of these. */
    private final Map<CallerGroup, List<Semaphore>> places = new EnumMap<>(CallerGroup.class);

    Bulkheads(Limits limits, List<KnownCaller> known) {
        this.known = known;
        var all = new Semaphore(limits.inFlight());
        var outside = new Semaphore(limits.inFlight() - Math.max(1, limits.inFlight() / 4));
        places.put(CallerGroup.HEALTH, List.of(new Semaphore(KEPT_FOR_HEALTH)));
        places.put(CallerGroup.OPERATOR, List.of(new Semaphore(KEPT_FOR_THE_OPERATOR)));
        places.put(CallerGroup.INSIDE, List.of(all));
        places.put(CallerGroup.OUTSIDE, List.of(outside, all));
    }

    /** Empty when there is no place left for this caller. */
    Optional<Permit> take(HttpServletRequest request) {
        var wanted = Objects.requireNonNull(places.get(groupOf(request)));
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).tryAcquire()) {
                wanted.subList(0, i).forEach(Semaphore::release);
                return Optional.empty();
            }
        }
        var left = new AtomicBoolean();
        return Optional.of(() -> {
            if (left.compareAndSet(false, true)) {
                wanted.forEach(Semaphore::release);
            }
        });
    }

    private CallerGroup groupOf(HttpServletRequest request) {
        for (var caller : known) {
            if (caller.hasSent(request)) {
                return caller.group();
            }
        }
        return CallerGroup.OUTSIDE;
    }
}
