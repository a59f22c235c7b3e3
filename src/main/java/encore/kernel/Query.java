package encore.kernel;

/**
 * A question to a read model.
 *
 * @param <R> the type of the answer
 */
public interface Query<R> {}
