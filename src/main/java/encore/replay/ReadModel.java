package encore.replay;

import encore.kernel.view.Table;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;

import java.util.List;

/**
 * A view of the past: the projection that keeps it, and the tables it is kept in.
 *
 * @param name as the operator says it, {@code seatmap}
 */
record ReadModel(String name, AnnotationEventHandlerAdapter projection, List<Table<?>> tables) {

    static final String PREFIX = "projection-";

    /** The name of the processor that keeps it up to date. */
    String processor() {
        return PREFIX + name;
    }
}
