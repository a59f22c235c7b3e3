package encore.concert;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.springframework.stereotype.Component;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The first performances were announced without a zone: the day they are on was whatever a setting
 * made of it. They were all in Seoul, and stay there, whatever the setting says today.
 */
@Component
class PerformanceScheduledWithoutZone extends SingleEventUpcaster {

    private static final SimpleSerializedType WITHOUT =
            new SimpleSerializedType("PerformanceScheduled", null);
    private static final SimpleSerializedType WITH =
            new SimpleSerializedType("PerformanceScheduled", "2");
    private static final String WHERE_THEY_WERE = "Asia/Seoul";

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().equals(WITHOUT);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        return event.upcastPayload(
                WITH,
                JsonNode.class,
                payload -> ((ObjectNode) payload).put("zone", WHERE_THEY_WERE));
    }
}
