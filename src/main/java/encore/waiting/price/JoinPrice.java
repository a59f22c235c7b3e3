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

    private final Challenges challenges;
    private final WorkSettings settings;
    private final Clock clock;
    private final Predicate<HttpServletRequest> isTheShops;

    /** Of the lines that had a price lately. */
    private final Map<LineName, Difficulty> loads = new ConcurrentHashMap<>();

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

    /**
     * A new place was taken: the more there are, the more the next ones cost. Requests that were
     * refused, and those of who has a place, do not count, or anybody could raise the price for all
     * at no cost.
     *
     * @param leastBits what the operator asks for; 0 for nothing
     */
    public void joined(LineName line, int leastBits, Instant at) {
        if (leastBits > 0) {
            loadOf(line).joined(at);
        } else {
            loads.remove(line);
        }
    }

    private Difficulty loadOf(LineName line) {
        return loads.computeIfAbsent(line, name -> new Difficulty(settings.joinsPerSecond()));
    }

    /**
     * What to solve before joining now.
     *
     * @param leastBits what the operator asks for, 1 at least
     */
    public Challenge challenge(LineName line, int leastBits) {
        var now = clock.instant();
        int bits = Math.min(WorkPrice.MOST, leastBits + loadOf(line).bitsAt(now));
        return challenges.issue(line, bits, now);
    }

    /**
     * Whether the operator asks for nothing, or the user has solved a challenge, or the shop calls
     * (it carries the issuer key, and one is set) and says that the user passed its captcha.
     */
    public boolean isPaid(
            UserId user,
            LineName line,
            int leastBits,
            @Nullable Work work,
            HttpServletRequest request) {
        if (leastBits == 0) {
            return true;
        }
        return work != null
                && (work.isVerdict()
                        ? isTheShops.test(request)
                        : challenges.verify(work, user, line, clock.instant(), leastBits));
    }

    /** How somebody is refused who has not paid: with a fresh challenge. */
    public Refused workRequired(LineName line, int leastBits) {
        var fresh = challenge(line, leastBits);
        return new Refused(WaitingRefusal.WORK_REQUIRED)
                .with("challenge", fresh.challenge())
                .with("difficulty", fresh.difficulty())
                .with("expiresAt", fresh.expiresAt().toString());
    }
}
