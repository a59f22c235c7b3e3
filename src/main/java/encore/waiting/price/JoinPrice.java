package encore.waiting.price;

import encore.http.IssuerKey;
import encore.kernel.LineName;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.waiting.WaitingRefusal;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What joining costs on each line, as long as its operator asks for it. It makes many places dear;
 * it does not tell a person from a machine.
 *
 * <p>The operator's difficulty is the least that is taken, from the moment it is set. What the load
 * adds is asked of new challenges only: one that was told an easier price may solve it until it
 * expires.
 */
@Component
public class JoinPrice {

    private record Asked(int leastBits, Difficulty load) {

        int bitsAt(Instant now) {
            return Math.min(WorkPrice.MOST, leastBits + load.bitsAt(now));
        }
    }

    private final Challenges challenges;
    private final WorkSettings settings;
    private final Clock clock;
    private final Predicate<HttpServletRequest> isTheShops;

    /** Of the lines that have a price. */
    private final Map<LineName, Asked> prices = new ConcurrentHashMap<>();

    @Autowired
    JoinPrice(Challenges challenges, WorkSettings settings, Clock clock, IssuerKey issuerKey) {
        this(challenges, settings, clock, issuerKey::isCarriedBy);
    }

    JoinPrice(
            Challenges challenges,
            WorkSettings settings,
            Clock clock,
            Predicate<HttpServletRequest> isTheShops) {
        this.challenges = challenges;
        this.settings = settings;
        this.clock = clock;
        this.isTheShops = isTheShops;
    }

    /** The operator set the price of a line, which acts at once; to be told to every node. */
    public void set(LineName line, WorkPrice price) {
        prices.compute(line, (name, asked) -> {
            if (price.difficulty() == 0) {
                return null;
            }
            return new Asked(
                    price.difficulty(),
                    asked == null ? new Difficulty(settings.joinsPerSecond()) : asked.load());
        });
    }

    /**
     * A new place was taken: the more there are, the more the next ones cost. Requests that were
     * refused, and those of who has a place, do not count, or anybody could raise the price for all
     * at no cost.
     */
    public void joined(LineName line, Instant at) {
        var asked = prices.get(line);
        if (asked != null) {
            asked.load().joined(at);
        }
    }

    /** What to solve before joining now; empty when the line asks for nothing. */
    public Optional<Challenge> challenge(LineName line) {
        var now = clock.instant();
        return Optional.ofNullable(prices.get(line))
                .map(asked -> challenges.issue(line, asked.bitsAt(now), now));
    }

    /**
     * Passes when the line asks for nothing, when the user has solved a challenge, or when the shop
     * calls (it carries the issuer key, and one is set) and says that the user passed its captcha.
     *
     * @throws Refused with WORK_REQUIRED and a fresh challenge
     */
    public void require(
            UserId user, LineName line, @Nullable Work work, HttpServletRequest request) {
        var asked = prices.get(line);
        if (asked == null) {
            return;
        }
        var now = clock.instant();
        boolean isPaid = work != null
                && (work.isVerdict()
                        ? isTheShops.test(request)
                        : challenges.verify(work, user, line, now, asked.leastBits()));
        if (!isPaid) {
            var fresh = challenges.issue(line, asked.bitsAt(now), now);
            throw new Refused(WaitingRefusal.WORK_REQUIRED)
                    .with("challenge", fresh.challenge())
                    .with("difficulty", fresh.difficulty())
                    .with("expiresAt", fresh.expiresAt().toString());
        }
    }
}
