package encore.platform.eventstore;

import encore.kernel.Event;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events as JSON under their simple names: {@code SeatHeld}, not the class it happens to be today.
 * A package can be renamed; a name, once stored, stays.
 */
public class EventSerializer extends Jackson3Serializer {

    private final Map<String, Class<?>> events;
    private final RevisionResolver revisions;

    public EventSerializer(RevisionResolver revisions) {
        super(json(revisions));
        this.revisions = revisions;
        this.events = scan();
    }

    /** What all JSON of ours is written by: of other types, it names none but Axon's own. */
    public static Builder json(RevisionResolver revisions) {
        return Jackson3Serializer.builder()
                .revisionResolver(revisions)
                .jsonMapperBuilderCustomizer(mapper ->
                        mapper.polymorphicTypeValidator(BasicPolymorphicTypeValidator.builder()
                                .allowIfSubType("org.axonframework.")
                                .build()));
    }

    /** Every kind of event, by the name it is stored under. */
    static Map<String, Class<?>> scan() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
                return definition.getMetadata().isConcrete();
            }
        };
        scanner.addIncludeFilter(new AssignableTypeFilter(Event.class));
        return scanner.findCandidateComponents("encore").stream()
                .map(found -> ClassUtils.resolveClassName(
                        Objects.requireNonNull(found.getBeanClassName()), null))
                .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    }

    @Override
    public SerializedType typeForClass(@SuppressWarnings("rawtypes") Class type) {
        return type != null && events.get(type.getSimpleName()) == type
                ? new SimpleSerializedType(type.getSimpleName(), revisions.revisionOf(type))
                : super.typeForClass(type);
    }

    @Override
    public Class<?> classForType(SerializedType type) {
        var event = events.get(type.getName());
        return event != null ? event : super.classForType(type);
    }
}
