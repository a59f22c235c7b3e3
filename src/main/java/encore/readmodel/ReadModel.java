package encore.readmodel;

import encore.kernel.ProcessorNames;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;

import java.util.List;

/**
 * A view of the past: the projection that keeps it, and the tables it is kept in.
 *
 * @param name as the operator says it, {@code seatmap}
 */
public record ReadModel(
        String name, AnnotationEventHandlerAdapter projection, List<TableMapping<?>> tables) {

    /** The name of the processor that keeps it up to date. */
    public String processor() {
        return ProcessorNames.PROJECTION + name;
    }
}
