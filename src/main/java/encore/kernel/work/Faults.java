package encore.kernel.work;

import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a failure by the fault of one piece of work from a failure of the surroundings. */
public final class Faults {

    private static final int DEEPEST = 20;
    private static final int LONGEST = 1_000;

    /** Of Axon Server, and of the wire to it: a number that is taken is told so as well. */
    private static final Set<String> AXON_SERVER =
            Set.of("org.axonframework.axonserver.", "io.grpc.");

    private Faults() {}

    /**
     * Whether this piece of work would fail again, and others would not. A lost connection, a
     * deadlock, a faster node are no piece's fault: the work is to be done again.
     */
    public static boolean isOfOne(Throwable failure) {
        return causes(failure).noneMatch(Faults::isOfNobody);
    }

    private static boolean isOfNobody(Throwable cause) {
        return switch (cause) {
            case ConcurrencyException overtaken -> true;
            case AggregateStreamCreationException overtaken -> true;
            case LockAcquisitionFailedException waitsInACircle -> true;
            case TransactionException failed -> true;
            case SQLException failed -> !isAboutTheData(failed);
            case DataAccessException failed ->
                causes(failed).noneMatch(SQLException.class::isInstance);
            default -> AXON_SERVER.stream().anyMatch(cause.getClass().getName()::startsWith);
        };
    }

    /** Classes 22 and 23: a value that does not fit, or breaks a rule of its table. */
    private static boolean isAboutTheData(SQLException failure) {
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    /** The failure and what is at the bottom of it, as PostgreSQL can keep it: without a NUL. */
    @SuppressWarnings("ReferenceEquality")
    public static String told(Throwable failure) {
        var bottom = causes(failure).reduce((above, below) -> below).orElseThrow();
        var told = bottom == failure ? named(failure) : named(failure) + " < " + named(bottom);
        return told.substring(0, Math.min(told.length(), LONGEST)).replace('\0', ' ');
    }

    private static String named(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(DEEPEST);
    }
}
