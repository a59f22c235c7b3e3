package encore.kernel;

import java.util.Optional;

/**
 * A wish that an aggregate decides on.
 *
 * @param <R> the type of the answer; {@link Void} for none
 */
public interface Command<R> {

    /**
     * How it is refused when there is no such aggregate. Empty where that can't be a person's
     * mistake: then it is a failure.
     */
    Optional<Refusal> unknownId();
}
