package encore.wish;

import encore.concert.PerformanceId;
import encore.kernel.UserId;
import encore.kernel.Words;

/**
 * One user who waits for seats of one performance. Neither a user nor a performance has a slash in
 * its name, so that no two of them share a stream.
 */
public record WisherId(PerformanceId performance, UserId user) {

    public WisherId {
        Words.complete(performance, user);
    }

    @Override
    public String toString() {
        return "wish:" + performance.value() + "/" + user.value();
    }
}
