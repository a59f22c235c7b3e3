package encore.benchmark;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What one run showed; times are milliseconds.
 *
 * @param sent requests that were sent, answered or not when the run ended
 * @param lateP99 how late a request was sent that was due at a time; more than a little means that
 *     the latencies are flattered
 * @param errors by kind
 * @param statuses answers by status
 * @param series answers in each tenth of a second
 */
record Measure(
        long requests,
        long sent,
        double seconds,
        long bytes,
        double p50,
        double p90,
        double p99,
        double p999,
        double max,
        double lateP99,
        double lateMax,
        Map<String, Long> errors,
        Map<String, Long> statuses,
        List<Long> series) {

    /** Of a run that knows how many there were, and no more. */
    static Measure of(long requests, double seconds) {
        return new Measure(
                requests, requests, seconds, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of(), List.of());
    }

    /** The value that such a share of them is not above. */
    static double part(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    static double least(List<Double> values) {
        return values.isEmpty() ? 0 : Collections.min(values);
    }

    static double most(List<Double> values) {
        return values.isEmpty() ? 0 : Collections.max(values);
    }

    double perSecond() {
        return requests / seconds;
    }
}
