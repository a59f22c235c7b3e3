package encore.audit.seats;

import encore.audit.seats.SeatsThen.SeatThen;
import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceId;
import encore.concert.PerformanceRefusal;
import encore.concert.SeatNumbers;
import encore.kernel.EventLog;
import encore.kernel.Refused;
import encore.reservation.SeatEvent;
import encore.reservation.SeatId;
import org.springframework.stereotype.Component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Replays the seats of a performance, several hundred at a time. */
@Component
class SeatMaps {

    private static final int AT_ONCE = 500;

    private final EventLog eventLog;

    SeatMaps(EventLog eventLog) {
        this.eventLog = eventLog;
    }

    /**
     * Every seat that had been placed by then, in the order of the announcement.
     *
     * @throws Refused with PERFORMANCE_NOT_FOUND when it had not been announced by then
     */
    SeatsThen at(PerformanceId performance, Instant at) {
        var seats = seatsOf(scheduled(performance, at));
        var map = new ArrayList<SeatThen>(seats.size());
        for (int from = 0; from < seats.size(); from += AT_ONCE) {
            replay(seats.subList(from, Math.min(from + AT_ONCE, seats.size())), at, map);
        }
        return new SeatsThen(performance, at, map);
    }

    private PerformanceScheduled scheduled(PerformanceId performance, Instant at) {
        return eventLog.of(List.of(performance.toString())).stream()
                .filter(stored -> !stored.at().isAfter(at))
                .map(stored -> (PerformanceScheduled) stored.event())
                .findFirst()
                .orElseThrow(() -> new Refused(PerformanceRefusal.PERFORMANCE_NOT_FOUND));
    }

    private void replay(List<SeatId> seats, Instant at, List<SeatThen> map) {
        var replays = new LinkedHashMap<String, SeatReplay>();
        seats.forEach(seat -> replays.put(seat.toString(), new SeatReplay()));
        for (var stored : eventLog.of(replays.keySet())) {
            if (!stored.at().isAfter(at)) {
                Objects.requireNonNull(replays.get(stored.stream()))
                        .read((SeatEvent) stored.event(), stored.at());
            }
        }
        replays.values().forEach(replay -> replay.at(at).ifPresent(map::add));
    }

    private static List<SeatId> seatsOf(PerformanceScheduled performance) {
        var seats = new ArrayList<SeatId>(performance.totalSeats());
        for (int s = 0; s < performance.sections().size(); s++) {
            var section = performance.sections().get(s);
            for (int row = 1; row <= section.rows(); row++) {
                int place = row;
                int part = s + 1;
                numbersOf(section, row)
                        .mapToObj(
                                number -> SeatId.of(performance.performance(), part, place, number))
                        .forEach(seats::add);
            }
        }
        return seats;
    }

    /** A row may have gaps. */
    private static IntStream numbersOf(AnnouncedSection section, int row) {
        var layout = section.layout();
        return layout == null
                ? IntStream.rangeClosed(1, section.seatsPerRow())
                : new SeatNumbers(layout.get(row - 1).seats()).all();
    }
}
