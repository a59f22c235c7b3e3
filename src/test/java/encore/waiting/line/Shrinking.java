package encore.waiting.line;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds few steps by which something fails, of many. */
final class Shrinking {

    private static final int TRIES = 300;

    private Shrinking() {}

    /** Leaves out parts, the long ones first, as long as what is left fails (Zeller's ddmin). */
    static <S> List<S> fewest(List<S> steps, Predicate<List<S>> fails) {
        var few = steps;
        int tries = 0;
        for (int length = steps.size() / 2; length > 0; length /= 2) {
            for (int from = 0; from < few.size() && tries < TRIES; tries++) {
                var fewer = new ArrayList<>(few);
                fewer.subList(from, Math.min(from + length, few.size())).clear();
                if (fails.test(fewer)) {
                    few = fewer;
                } else {
                    from += length;
                }
            }
        }
        return few;
    }
}
