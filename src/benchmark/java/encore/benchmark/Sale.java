package encore.benchmark;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * What came of an on-sale; times of calls are milliseconds.
 *
 * @param sold seats
 * @param orders by so many people
 * @param seconds from the first request to the answer that sold the last seat
 * @param taken how often somebody was told that a seat is taken
 * @param tooFew how often, that so many seats are not left
 * @param statuses answers by call and status
 */
record Sale(
        long sold,
        long orders,
        double seconds,
        long sent,
        long taken,
        long tooFew,
        long bytes,
        Map<String, Call> calls,
        Map<String, Long> statuses,
        Map<String, Long> errors) {

    /** All requests of a kind. */
    record Call(long number, double p50, double p99) {

        private Call and(Call other) {
            return new Call(
                    number + other.number, Math.max(p50, other.p50), Math.max(p99, other.p99));
        }
    }

    /** Of a crowd in parts, each with a node of its own; the slowest part counts. */
    static Sale together(List<Sale> parts) {
        var calls = new TreeMap<String, Call>();
        var statuses = new TreeMap<String, Long>();
        parts.forEach(part -> {
            part.calls().forEach((name, call) -> calls.merge(name, call, Call::and));
            part.statuses().forEach((name, number) -> statuses.merge(name, number, Long::sum));
        });
        return new Sale(
                sum(parts, Sale::sold),
                sum(parts, Sale::orders),
                parts.stream().mapToDouble(Sale::seconds).max().orElseThrow(),
                sum(parts, Sale::sent),
                sum(parts, Sale::taken),
                sum(parts, Sale::tooFew),
                sum(parts, Sale::bytes),
                calls,
                statuses,
                Map.of());
    }

    private static long sum(List<Sale> parts, ToLongFunction<Sale> of) {
        return parts.stream().mapToLong(of).sum();
    }

    double perSecond() {
        return sold / seconds;
    }

    /** What one call looked like. */
    Measure measure(String call) {
        var found = calls.get(call);
        return new Measure(
                found.number(),
                found.number(),
                seconds,
                0,
                found.p50(),
                0,
                found.p99(),
                0,
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    /** The seats sold, and no more. */
    Measure seats() {
        return Measure.of(sold, seconds);
    }

    /** How often somebody was told to try again, for too much was going on. */
    long shed() {
        return statuses.entrySet().stream()
                .filter(answer -> answer.getKey().endsWith(" 503"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    double shareOfPolls() {
        return (double) calls.get("poll").number() / sent;
    }
}
