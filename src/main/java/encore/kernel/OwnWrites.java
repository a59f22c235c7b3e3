package encore.kernel;

import jakarta.annotation.PreDestroy;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Whoever wrote something sees it in the next read, on whichever node that read is served: the
 * answer to a write leaves when the read models that show it have passed it.
 *
 * <p>Events have one order (see {@code V1__encore.sql}), so a read model has passed a write once
 * its position, which it stores together with its rows, has reached the head seen after the write.
 */
@Component
public class OwnWrites {

    private static final Logger log = LoggerFactory.getLogger(OwnWrites.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration TICK = Duration.ofMillis(2);
    private static final String READ_MODELS = "projection-";

    private final Past past;
    private final Positions positions;
    private final ListableBeanFactory beans;
    private final Map<List<Class<?>>, Set<String>> showing = new ConcurrentHashMap<>();
    private final Watch<Wanted, Boolean> watch = new Watch<>("own-writes", TICK, this::reached);

    /** A position that all of these processors must reach. */
    private record Wanted(Set<String> processors, long position) {}

    OwnWrites(Past past, Positions positions, ListableBeanFactory beans) {
        this.past = past;
        this.positions = positions;
        this.beans = beans;
    }

    /**
     * Waits until what was written before this call shows. A read model that lags more than three
     * seconds is not waited for: the write is safe, only its picture is late.
     *
     * @param events what was written, to wait for no read model that shows nothing of it; none for
     *     all of them
     */
    public void settle(Class<?>... events) {
        await(readModelsOf(List.of(events)), newest(), PATIENCE);
    }

    /**
     * The same, for whatever was written anywhere, by whomever.
     *
     * @return whether all read models show it
     */
    public boolean settleEverything() {
        return await(readModelsOf(List.of()), past.head(), PATIENCE);
    }

    /** The same, after an automation has reacted to what was written before this call. */
    public void settleAfter(String automation, Class<?>... events) {
        await(Set.of(automation), newest(), PATIENCE);
        settle(events);
    }

    /** The same for a reaction that takes its time, such as placing the seats of an arena. */
    public void settleAfter(String automation, Duration patience) {
        await(Set.of(automation), newest(), patience);
        settle();
    }

    private Set<String> readModelsOf(List<Class<?>> events) {
        return showing.computeIfAbsent(events, all -> Arrays.stream(
                beans.getBeanNamesForAnnotation(ProcessingGroup.class))
                .map(beans::getType)
                .filter(type -> all.isEmpty() || Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(EventHandler.class))
                        .map(method -> method.getParameterTypes()[0])
                        .anyMatch(shown -> all.stream().anyMatch(shown::isAssignableFrom)))
                .map(type -> type.getAnnotation(ProcessingGroup.class).value())
                .filter(group -> group.startsWith(READ_MODELS))
                .collect(Collectors.toSet()));
    }

    /** What reacts to a write elsewhere stores elsewhere. */
    private long newest() {
        return positions.areHere("automation-") && positions.areHere("saga-")
                ? past.own() : past.head();
    }

    private boolean await(Set<String> processors, long position, Duration patience) {
        boolean settled = watch.await(new Wanted(processors, position), patience).isPresent();
        if (!settled) {
            log.warn("{} have not reached event {} after {}", processors, position, patience);
        }
        return settled;
    }

    private Map<Wanted, Boolean> reached(Collection<Wanted> wanted) {
        var now = positions.now();
        var reached = new HashMap<Wanted, Boolean>();
        for (var want : wanted) {
            if (want.processors().stream()
                    .allMatch(processor -> now.getOrDefault(processor, -1L) >= want.position())) {
                reached.put(want, true);
            }
        }
        return reached;
    }

    @PreDestroy
    void close() {
        watch.close();
    }
}
