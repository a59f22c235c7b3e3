package encore.reservation.calendar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.http.JsonBytes;
import encore.readmodel.Piece;
import encore.readmodel.RowChange;
import encore.reservation.calendar.AvailableDates.AvailableDate;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Every date and every hold, and the answers made of them: each is made once, and again only when
 * anything has changed, a hold has lapsed or a concert begun.
 */
final class CalendarCache implements Piece {

    /** In bytes. */
    private static final int ANSWERS_KEPT = 16_000_000;

    private final JsonMapper json;
    private final Map<String, CalendarRow> performances = new HashMap<>();
    private final Map<String, HoldRow> holds = new HashMap<>();
    private final Map<String, Map<String, Instant>> heldUntil = new HashMap<>();
    private final Cache<FindAvailableDates, Answer> answers = Caffeine.newBuilder()
            .maximumWeight(ANSWERS_KEPT)
            .weigher((FindAvailableDates query, Answer answer) -> answer.dates().json().length)
            .build();

    private record Answer(JsonBytes dates, Instant madeAt, Instant until) {}

    CalendarCache(
            Collection<CalendarRow> performances, Collection<HoldRow> holds, JsonMapper json) {
        this.json = json;
        performances.forEach(row -> this.performances.put(row.performanceId, row));
        holds.forEach(this::put);
    }

    private void put(HoldRow hold) {
        holds.put(hold.seatId, hold);
        heldUntil
                .computeIfAbsent(hold.performanceId, p -> new HashMap<>())
                .put(hold.seatId, hold.heldUntil);
    }

    @Override
    public synchronized void take(RowChange<?> change) {
        var performance = change.in(CalendarRow.class);
        if (performance != null) {
            performances.compute(
                    (String) performance.key(), (id, before) -> performance.of(before));
        }
        var hold = change.in(HoldRow.class);
        if (hold != null) {
            take((String) hold.key(), hold);
        }
        answers.invalidateAll();
    }

    private void take(String seat, RowChange<HoldRow> change) {
        var before = holds.remove(seat);
        if (before != null) {
            Objects.requireNonNull(heldUntil.get(before.performanceId)).remove(seat);
        }
        var now = change.of(before);
        if (now != null) {
            put(now);
        }
    }

    /** Kept even when nothing is on. */
    @Override
    public synchronized int rows() {
        return performances.size() + holds.size() + 1;
    }

    synchronized long placed(String performance) {
        var row = performances.get(performance);
        return row == null ? 0 : row.placed;
    }

    synchronized long available(String performance, Instant now) {
        var row = performances.get(performance);
        return row == null
                ? 0
                : row.placed
                        - row.sold
                        - heldUntil.getOrDefault(performance, Map.of()).values().stream()
                                .filter(now::isBefore)
                                .count();
    }

    synchronized JsonBytes between(FindAvailableDates query, Instant now) {
        var answer = answers.getIfPresent(query);
        if (answer == null || now.isBefore(answer.madeAt()) || !now.isBefore(answer.until())) {
            answer = answer(query, now);
            answers.put(query, answer);
        }
        return answer.dates();
    }

    private Answer answer(FindAvailableDates query, Instant now) {
        var found = performances.values().stream()
                .filter(row -> !row.day.isBefore(query.from()) && !row.day.isAfter(query.to()))
                .filter(row -> row.startsAt.isAfter(now) && !row.cancelled)
                .sorted(Comparator.comparing((CalendarRow row) -> row.startsAt)
                        .thenComparing(row -> row.performanceId))
                .toList();
        var until = found.isEmpty() ? Instant.MAX : found.getFirst().startsAt;
        var dates = new ArrayList<AvailableDate>();
        for (var row : found) {
            long held = 0;
            for (var hold : heldUntil.getOrDefault(row.performanceId, Map.of()).values()) {
                if (hold.isAfter(now)) {
                    held++;
                    until = hold.isBefore(until) ? hold : until;
                }
            }
            dates.add(new AvailableDate(
                    row.performanceId,
                    row.title,
                    row.venue,
                    row.startsAt,
                    row.day,
                    row.totalSeats,
                    row.placed - row.sold - held));
        }
        return new Answer(
                new JsonBytes(json.writeValueAsBytes(new AvailableDates(dates))), now, until);
    }
}
