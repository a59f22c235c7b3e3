package encore.benchmark;

import java.util.function.ToDoubleBiFunction;

/**
 * Something to be measured, beside its floor.
 *
 * @param key its name in {@code -Doperations}
 * @param compare the number that is held against the aim, from a run and the floor beside it
 */
record Operation(
        String key,
        String name,
        Load load,
        String against,
        Load floor,
        ToDoubleBiFunction<Measure, Measure> compare,
        Aim aim) {

    /** A run of requests, or of what they are compared with. */
    interface Load {
        Measure run(LoadLevel pace) throws Exception;
    }

    /** Compared by throughput. */
    static Operation of(String key, String name, Load load, String against, Load floor, Aim aim) {
        return new Operation(
                key,
                name,
                load,
                against,
                floor,
                (run, beside) -> run.perSecond() / beside.perSecond(),
                aim);
    }
}
