package encore.reservation;

import org.axonframework.messaging.Message;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * The first reservations were of one seat each, and a seat could be had by others as soon as it was
 * given back, or the time to pay was over.
 */
@Component
public class SeatBecameSeats extends SingleEventUpcaster {

    /** In the metadata of an event that was stored in its old form; never stored itself. */
    private static final String WAS_OF_ONE_SEAT = "wasOfOneSeat";

    private static final String FREE_FROM = "freeFrom";

    private static final Map<String, Consumer<ObjectNode>> CHANGED = Map.of(
            "ReservationOpened",
            event -> {
                var seat = event.putArray("seats").addObject();
                seat.set("seat", event.remove("seat"));
                seat.set("price", event.get("price"));
                event.set(FREE_FROM, event.get("holdUntil"));
                event.putNull("payableFrom");
            },
            "ReservationCancelled",
            event -> severalSeats(event).putNull(FREE_FROM),
            "ReservationExpired",
            event -> severalSeats(event).putNull(FREE_FROM),
            "PaymentRequested",
            SeatBecameSeats::severalSeats,
            "SeatHeld",
            event -> event.set(FREE_FROM, event.get("until")),
            "SeatReleased",
            event -> event.putNull(FREE_FROM),
            "AllowanceTaken",
            event -> event.put("seats", 1));

    /** Whether an event was stored in its old form: the rules of several seats are younger. */
    public static boolean wasOfOneSeat(Message<?> event) {
        return event.getMetaData().containsKey(WAS_OF_ONE_SEAT);
    }

    private static ObjectNode severalSeats(ObjectNode event) {
        event.putArray("seats").add(event.remove("seat"));
        return event;
    }

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        return event.getType().getRevision() == null
                && CHANGED.containsKey(event.getType().getName());
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        var name = event.getType().getName();
        return event.upcast(
                new SimpleSerializedType(name, "2"),
                JsonNode.class,
                payload -> {
                    Objects.requireNonNull(CHANGED.get(name)).accept((ObjectNode) payload);
                    return payload;
                },
                metaData -> metaData.and(WAS_OF_ONE_SEAT, true));
    }
}
