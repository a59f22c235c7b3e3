package encore.readmodel;

import encore.kernel.ProcessorNames;
import encore.kernel.Refused;
import org.axonframework.config.Configuration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** All read models, by name. */
@Component
public class ReadModels {

    private final Map<String, ReadModel> byName = new TreeMap<>();

    ReadModels(ApplicationContext beans, Configuration axon) {
        beans.getBeansWithAnnotation(ProcessingGroup.class).values().forEach(bean -> {
            var group = bean.getClass().getAnnotation(ProcessingGroup.class).value();
            if (ProcessorNames.isProjection(group)) {
                var name = group.substring(ProcessorNames.PROJECTION.length());
                byName.put(
                        name,
                        new ReadModel(
                                name,
                                new AnnotationEventHandlerAdapter(
                                        bean,
                                        axon.parameterResolverFactory(),
                                        axon.handlerDefinition(bean.getClass())),
                                RowsResolver.tablesOf(bean.getClass())));
            }
        });
    }

    public Collection<ReadModel> all() {
        return byName.values();
    }

    /**
     * The read model of that name.
     *
     * @throws Refused with PROJECTION_NOT_FOUND when there is none
     */
    public ReadModel named(String name) {
        var found = byName.get(name);
        if (found == null) {
            throw new Refused(ReadModelRefusal.PROJECTION_NOT_FOUND);
        }
        return found;
    }
}
