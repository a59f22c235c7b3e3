package encore.waiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.http.CallerGroup;
import encore.http.KnownCaller;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

import java.time.Duration;

/**
 * The people inside, known by the credential that was found active here lately. A caller with
 * one that waits, or none of ours, is outside, and nothing is looked up to say so.
 */
@Component
class Insiders implements KnownCaller {

    /** In characters. */
    private static final int KEPT = 20_000_000;

    private static final Duration KEPT_UNSEEN = Duration.ofMinutes(10);

    private final Cache<String, Boolean> credentials = Caffeine.newBuilder()
            .maximumWeight(KEPT)
            .weigher((String credential, Boolean active) -> credential.length())
            .expireAfterAccess(KEPT_UNSEEN)
            .build();

    void cameIn(String credential) {
        if (credentials.getIfPresent(credential) == null) {
            credentials.put(credential, true);
        }
    }

    void left(String credential) {
        credentials.invalidate(credential);
    }

    @Override
    public CallerGroup group() {
        return CallerGroup.INSIDE;
    }

    @Override
    public boolean hasSent(HttpServletRequest request) {
        var credential = request.getHeader(Gate.HEADER);
        return credential != null && credentials.getIfPresent(credential) != null;
    }
}
