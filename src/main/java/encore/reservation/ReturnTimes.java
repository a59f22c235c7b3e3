package encore.reservation;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Draws when a seat that is given back may be had by others. Nobody can foresee it: seats that come
 * back at a known time are handed over by scalpers (아옮) and hunted by scripts (취켓팅). What is
 * drawn is recorded, so that it is drawn once.
 */
@Component
class ReturnTimes {

    private final Duration returnedWithin;
    private final Duration lapsedWithin;
    private final RandomGenerator random;

    @Autowired
    ReturnTimes(ReservationSettings settings) {
        this(settings, new SecureRandom());
    }

    ReturnTimes(ReservationSettings settings, RandomGenerator random) {
        this.returnedWithin = settings.returnedWithin();
        this.lapsedWithin = settings.lapsedWithin();
        this.random = random;
    }

    /** For seats that are given back now. */
    Instant ofReturned(Instant now) {
        return soonAfter(now, returnedWithin);
    }

    /** For seats whose hold ends then, unless they are paid. */
    Instant ofLapsed(Instant holdUntil) {
        return soonAfter(holdUntil, lapsedWithin);
    }

    private Instant soonAfter(Instant moment, Duration within) {
        long micros = within.toNanos() / 1_000;
        return micros == 0 ? moment : moment.plusNanos(random.nextLong(micros + 1) * 1_000);
    }
}
