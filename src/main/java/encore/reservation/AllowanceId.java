package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.UserId;
import encore.kernel.Words;

/**
 * One user at one performance. Neither a user nor a performance has a slash in its name, so that no
 * two of them share a stream.
 */
public record AllowanceId(PerformanceId performance, UserId user) {

    public AllowanceId {
        Words.complete(performance, user);
    }

    @Override
    public String toString() {
        return "allowance:" + performance.value() + "/" + user.value();
    }
}
