package encore.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the repetitions of an operation showed.
 *
 * @param against what it was compared with, or the number itself that counts
 * @param aim null where there is none
 * @param judged the number to be held against the aim, of each repetition
 * @param runs the operation itself
 * @param floors what was measured beside it; may be empty
 * @param memory of the server afterwards; null where nothing was run
 */
record Result(
        String operation,
        String against,
        Aim aim,
        List<Double> judged,
        List<Measure> runs,
        List<Measure> floors,
        Memory memory,
        String note) {

    /** MB: what lives on the heap after a full collection, and what the process holds. */
    record Memory(long heap, long resident) {}

    @JsonProperty
    double verdict() {
        return Measure.median(judged);
    }

    /** "yes", "no", or nothing where there is no aim. */
    @JsonProperty
    String reached() {
        return aim == null ? "" : aim.isReachedBy(verdict()) ? "yes" : "no";
    }

    double median(ToDoubleFunction<Measure> of) {
        return median(runs, of);
    }

    static double median(List<Measure> measures, ToDoubleFunction<Measure> of) {
        return Measure.median(measures.stream().mapToDouble(of).boxed().toList());
    }

    /** Requests that went wrong, where a status that was expected did not. */
    long errors() {
        return runs.stream()
                .flatMap(run -> run.errors().entrySet().stream())
                .filter(error -> !error.getKey().equals("status"))
                .mapToLong(error -> error.getValue())
                .sum();
    }
}
