package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.CommonRefusal;
import encore.kernel.EventTail;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.reservation.hall.BestSeats;
import encore.reservation.hall.BestSeats.Choice;
import encore.reservation.hall.Hall;
import encore.reservation.hall.Wanted;
import encore.reservation.seatmap.FindHall;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reserves the best seats there are for a group. They are chosen from the seats as this node knows
 * them, and it is the seats themselves that decide: when one was taken in between, others are
 * chosen. Of many who choose at once on this node, each claims what it is about to ask for, so that
 * they do not all ask for the same.
 *
 * <p>A claim is no hold, and never a reason to refuse, or to tear a group: who finds nothing, or
 * only pieces, because of what others claim, waits for what becomes of that.
 */
@Component
class BestAvailable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Queries queries;
    private final EventTail eventTail;
    private final Clock clock;
    private final Map<PerformanceId, Claims> claims = new ConcurrentHashMap<>();

    BestAvailable(Queries queries, EventTail eventTail, Clock clock) {
        this.queries = queries;
        this.eventTail = eventTail;
        this.clock = clock;
    }

    /** The seats of a performance that somebody on this node is asking for right now. */
    private static final class Claims {

        private final Set<String> seats = new HashSet<>();
        private int users;
        private long changes;

        private synchronized long changes() {
            return changes;
        }

        private synchronized boolean contains(String seat) {
            return seats.contains(seat);
        }

        private synchronized void add(List<String> more) {
            seats.addAll(more);
        }

        private synchronized void remove(List<String> some) {
            some.forEach(seats::remove);
            changes++;
            notifyAll();
        }

        /** Waits until some claim is over that was not yet at this number of changes. */
        private synchronized void awaitChange(long since, long patience) {
            try {
                while (changes == since) {
                    long millis = (patience - System.nanoTime()) / 1_000_000;
                    if (millis <= 0 || seats.isEmpty()) {
                        return;
                    }
                    wait(millis);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Reserves seats.
     *
     * @param open asks for these seats; refused with SEAT_TAKEN when one is gone
     * @throws Refused with NO_SEATS when no set of seats fits, of those that nobody has;
     *     SECTION_NOT_FOUND; OVERLOADED when others were always faster
     */
    <T> T reserve(PerformanceId performance, Wanted wanted, Function<List<SeatId>, T> open) {
        var others = claims.compute(performance, (id, known) -> {
            var all = known == null ? new Claims() : known;
            all.users++;
            return all;
        });
        try {
            return reserve(performance, wanted, open, others);
        } finally {
            claims.computeIfPresent(performance, (id, all) -> --all.users == 0 ? null : all);
        }
    }

    private <T> T reserve(
            PerformanceId performance,
            Wanted wanted,
            Function<List<SeatId>, T> open,
            Claims others) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < patience) {
            long changes = others.changes();
            var hall = queries.ask(new FindHall(performance));
            var chosen = claim(hall, wanted, others);
            if (chosen == null) {
                others.awaitChange(changes, patience);
                continue;
            }
            try {
                return open.apply(chosen.stream().map(SeatId::new).toList());
            } catch (Refused refused) {
                if (!refused.is(ReservationRefusal.SEAT_TAKEN)) {
                    throw refused;
                }
                eventTail.catchUp();
            } finally {
                // Whoever chooses next sees what has become of these.
                queries.ask(new FindHall(performance));
                others.remove(chosen);
            }
        }
        throw new Refused(CommonRefusal.OVERLOADED);
    }

    /** Null when it depends on others whether there are seats, or seats side by side. */
    private @Nullable List<String> claim(Hall hall, Wanted wanted, Claims others) {
        synchronized (hall) {
            if (wanted.section() != null && !hall.hasSection(wanted.section())) {
                throw new Refused(ReservationRefusal.SECTION_NOT_FOUND);
            }
            long now = Hall.micros(clock.instant());
            var choice = BestSeats.choose(hall, wanted, now, others::contains);
            if (choice.isEmpty() || choice.get().pieces() > 1) {
                int fewest = BestSeats.choose(hall, wanted, now, seat -> false)
                        .map(Choice::pieces)
                        .orElseThrow(() -> new Refused(ReservationRefusal.NO_SEATS));
                if (choice.isEmpty() || choice.get().pieces() > fewest) {
                    return null;
                }
            }
            others.add(choice.get().seats());
            return choice.get().seats();
        }
    }
}
