package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.Query;
import encore.waiting.line.LineView.State;
import encore.waiting.steering.Message;

import org.jspecify.annotations.Nullable;

/** What are all who wait in this line told? It costs next to nothing, unlike a view of it. */
public record FindNotice(LineName line) implements Query<FindNotice.Notice> {

    /** The message is null for none. */
    public record Notice(State state, @Nullable Message message) {}
}
