package encore.waiting.line;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Whom one line has let in, and how fast their places become free. */
final class Inside {

    private final Map<String, Stay> stays = new HashMap<>();
    private final Pace pace;

    /** Read, and not told to the pace yet. */
    private final List<Visit> visits = new ArrayList<>();

    /**
     * Of somebody who is in.
     *
     * @param number null for who is inside for long
     */
    record Stay(
            Instant issuedAt,
            Instant since,
            Instant until,
            @Nullable Integer number) {}

    /**
     * Of somebody whom the line has let in.
     *
     * @param left null for who is still inside
     * @param number null for who is inside for long
     */
    record Visit(
            String token,
            Instant issuedAt,
            Instant since,
            Instant until,
            @Nullable Instant left,
            @Nullable Integer number) {}

    Inside(Duration activeFor, int capacity) {
        this.pace = new Pace(activeFor, Math.max(1, capacity));
    }

    Pace pace() {
        return pace;
    }

    int size() {
        return stays.size();
    }

    boolean has(String token) {
        return stays.containsKey(token);
    }

    /** Somebody has come in lately, or is in. */
    void read(Visit visit) {
        if (visit.left() == null) {
            stays.put(
                    visit.token(),
                    new Stay(visit.issuedAt(), visit.since(), visit.until(), visit.number()));
        }
        visits.add(visit);
    }

    /** In the order of time, as it would have been told. */
    void tellWhatWasRead() {
        var told = new TreeMap<Instant, List<Runnable>>();
        for (var visit : visits) {
            told.computeIfAbsent(visit.since(), at -> new ArrayList<>())
                    .add(() -> pace.admitted(visit.since()));
            var left = visit.left();
            if (left != null) {
                told.computeIfAbsent(left, at -> new ArrayList<>())
                        .add(() -> pace.left(visit.since(), left));
            }
        }
        told.values().forEach(same -> same.forEach(Runnable::run));
        visits.clear();
    }

    /** As much of a row as tells that somebody is in. */
    void show(String token, PlaceRow row) {
        var stay = stays.get(token);
        if (stay != null) {
            row.issuedAt = stay.issuedAt();
            row.activatedAt = stay.since();
            row.expiresAt = stay.until();
        }
    }

    /** Null for who is not in. */
    @Nullable
    Stay stay(String token) {
        return stays.get(token);
    }

    /** Their row is this now; null for none. */
    void is(String token, @Nullable PlaceRow now, @Nullable Integer number) {
        var stay = stays.get(token);
        if (now != null && now.isInside()) {
            var since = Objects.requireNonNull(now.activatedAt);
            var until = Objects.requireNonNull(now.expiresAt);
            stays.put(
                    token,
                    new Stay(now.issuedAt, since, until, stay == null ? number : stay.number()));
            if (stay == null) {
                pace.admitted(since);
            }
        } else if (stay != null) {
            stays.remove(token);
            pace.left(
                    stay.since(),
                    now == null || now.expiresAt == null ? stay.until() : now.expiresAt);
        }
    }
}
