package encore.kernel.work;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks at what is stored, for many who ask. What is asked while another look is under way is
 * answered by one look afterwards: a look that began before the question would say nothing.
 *
 * <p>Who asks within a transaction looks for itself, on its own connection. Who waited for another
 * there would keep that connection from it.
 *
 * @param <A> what a look finds: at least what each of those who share it asks for
 */
public final class SharedLooks<A> {

    /** The most questions that share a look. */
    private static final int TOGETHER = 256;

    private final Function<Set<String>, A> look;
    private final Combiner<Question<A>> combiner = new Combiner<>(TOGETHER, this::answer);

    private static final class Question<A> {

        private final Collection<String> keys;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;

        private Question(Collection<String> keys) {
            this.keys = keys;
        }

        private A answer() {
            if (failure != null) {
                throw failure;
            }
            return Objects.requireNonNull(answer);
        }
    }

    /** Takes what looks: for all keys at once. */
    public SharedLooks(Function<Set<String>, A> look) {
        this.look = look;
    }

    /** Of these keys, and maybe of others. */
    public A of(Collection<String> keys) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return look.apply(Set.copyOf(keys));
        }
        var question = new Question<A>(keys);
        combiner.perform(this, question);
        return question.answer();
    }

    private void answer(List<Question<A>> questions) {
        try {
            var keys = new HashSet<String>();
            questions.forEach(question -> keys.addAll(question.keys));
            var found = look.apply(keys);
            questions.forEach(question -> question.answer = found);
        } catch (RuntimeException e) {
            questions.forEach(question -> question.failure = e);
        }
    }
}
