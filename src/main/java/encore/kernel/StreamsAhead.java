package encore.kernel;

import java.util.Collection;

/** Reads the events at once of many aggregates that are going to be asked one after the other. */
public interface StreamsAhead {

    /**
     * Reads these streams with one look. Whoever asks for one of them in this unit of work, once,
     * has it from there; what is built on it is compared with the store as ever.
     */
    void readAhead(Collection<String> streams);
}
