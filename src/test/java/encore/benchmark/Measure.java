package encore.benchmark;

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
 * @param series requests in each tenth of a second
 */
record Measure(long requests, long sent, double seconds, long bytes, double p50, double p90,
        double p99, double p999, double max, double lateP99, double lateMax,
        Map<String, Long> errors, Map<String, Long> statuses, List<Long> series) {

    double perSecond() {
        return requests / seconds;
    }

    long bytesEach() {
        return bytes / Math.max(1, requests);
    }
}
