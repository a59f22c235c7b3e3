package encore.platform.command;

import encore.kernel.EventLog;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How far streams of events are in the store. What is asked while another look is under way is
 * answered by one look afterwards: a look that began before the question would say nothing.
 *
 * <p>Who asks within a transaction looks for itself, on its own connection. Who waited for another
 * there would keep that connection from it.
 */
final class StoredVersions {

    /** The most questions that share a look. */
    private static final int TOGETHER = 256;

    private final ObjectProvider<EventLog> events;
    private final CommandCombiner<Question> combiner = new CommandCombiner<>(TOGETHER, this::look);

    private static final class Question {

        private final Collection<String> streams;
        private @Nullable Map<String, Long> answer;
        private @Nullable RuntimeException failure;

        private Question(Collection<String> streams) {
            this.streams = streams;
        }

        private Map<String, Long> answer() {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(answer);
        }
    }

    StoredVersions(ObjectProvider<EventLog> events) {
        this.events = events;
    }

    /** Of these streams, and maybe of others; a stream without events has none. */
    Map<String, Long> of(Collection<String> streams) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return events.getObject().versions(streams);
        }
        var question = new Question(streams);
        combiner.perform(this, question);
        return question.answer();
    }

    private void look(List<Question> questions) {
        try {
            var streams = new HashSet<String>();
            questions.forEach(question -> streams.addAll(question.streams));
            var versions = events.getObject().versions(streams);
            questions.forEach(question -> question.answer = versions);
        } catch (RuntimeException e) {
            questions.forEach(question -> question.failure = e);
        }
    }
}
