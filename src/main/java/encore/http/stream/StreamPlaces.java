package encore.http.stream;

import encore.http.Limits;
import encore.http.stream.EventStream.Owner;
import encore.kernel.CommonRefusal;
import encore.kernel.Refused;
import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** How many streams there may be: of all, of one token, and of the operator. */
final class StreamPlaces {

    private static final int OF_THE_OPERATOR = 50;

    private final Semaphore left;
    private final int perToken;
    private final Map<Owner, ArrayDeque<OpenStream>> owned = new ConcurrentHashMap<>();

    StreamPlaces(Limits limits) {
        this.left = new Semaphore(limits.streams());
        this.perToken = limits.streamsPerToken();
    }

    private int most(Owner owner) {
        return owner.isTheOperator() ? OF_THE_OPERATOR : perToken;
    }

    /**
     * Takes a place for one more, if need be that of the owner's oldest.
     *
     * @throws Refused with OVERLOADED when there is none
     */
    void take(Owner owner) {
        endOldest(owner, most(owner) - 1);
        if (!owner.isTheOperator() && !left.tryAcquire()) {
            throw new Refused(CommonRefusal.OVERLOADED);
        }
    }

    /** Puts one in the place that was taken for it. */
    void put(Owner owner, OpenStream stream) {
        owned.compute(owner, (key, streams) -> {
            var all = streams == null ? new ArrayDeque<OpenStream>(1) : streams;
            all.add(stream);
            return all;
        });
        endOldest(owner, most(owner));
    }

    private void endOldest(Owner owner, int most) {
        for (var one = oldest(owner, most); one != null; one = oldest(owner, most)) {
            one.end();
        }
    }

    private @Nullable OpenStream oldest(Owner owner, int most) {
        var found = new ArrayDeque<OpenStream>(1);
        owned.computeIfPresent(owner, (key, streams) -> {
            if (streams.size() > most) {
                found.add(streams.getFirst());
            }
            return streams;
        });
        return found.peek();
    }

    /** Leaves a place that nothing was put in. */
    void leave(Owner owner) {
        if (!owner.isTheOperator()) {
            left.release();
        }
    }

    /** Leaves the place of a stream that has ended. */
    void leave(Owner owner, OpenStream ended) {
        owned.computeIfPresent(owner, (key, streams) -> {
            streams.remove(ended);
            return streams.isEmpty() ? null : streams;
        });
        leave(owner);
    }
}
