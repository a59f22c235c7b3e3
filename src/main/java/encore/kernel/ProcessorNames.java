package encore.kernel;

import org.axonframework.config.ProcessingGroup;
import org.springframework.beans.factory.ListableBeanFactory;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What processors of events are called: a kind, and what they are of. Their names are stored with
 * how far they have read, so one that has run is never renamed without a migration.
 */
public final class ProcessorNames {

    /** Keeps a read model up to date. */
    public static final String PROJECTION = "projection-";

    /** Reacts to events with commands, and never twice to one. */
    public static final String AUTOMATION = "automation-";

    /** The one saga. */
    public static final String PAYMENT_SAGA = "saga-payment";

    /** Gives seats back whose reservation has ended. */
    public static final String RELEASE_SEAT = AUTOMATION + "release-seat";

    /** Gives points back whose reservation was refunded. */
    public static final String RETURN_POINTS = AUTOMATION + "return-points";

    /** Gives up what somebody holds who leaves. */
    public static final String GIVE_HOLDS_BACK = AUTOMATION + "give-holds-back";

    /** Offers seats that came back to who waits for them. */
    public static final String WISH_OFFERS = AUTOMATION + "wish-offers";

    /** Keeps the reservations. The operator calls it {@code mine}, its first name. */
    public static final String RESERVATIONS = PROJECTION + "mine";

    private ProcessorNames() {}

    public static boolean isProjection(String processor) {
        return processor.startsWith(PROJECTION);
    }

    public static boolean isAutomation(String processor) {
        return processor.startsWith(AUTOMATION);
    }

    /** Whether no caller waits for what follows from the events. */
    public static boolean isAwaitedByNobody(String processor) {
        return isProjection(processor) || processor.equals(WISH_OFFERS);
    }

    /** The names of all processors whose handlers are beans; the saga is none. */
    public static Stream<String> in(ListableBeanFactory beans) {
        return Arrays.stream(beans.getBeanNamesForAnnotation(ProcessingGroup.class))
                .map(bean -> Objects.requireNonNull(
                                beans.findAnnotationOnBean(bean, ProcessingGroup.class))
                        .value())
                .distinct();
    }
}
