package encore.readmodel;

import encore.kernel.Faults;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.ResolvableType;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives event handlers their {@link Rows}. A batch of events shares one draft, which is written
 * just before the batch is committed, together with how far it was read.
 *
 * <p>When writing fails, it does not say by which event of the batch. So the batch is rolled back,
 * and when it comes again, every event is written on its own: the one at fault fails alone.
 */
@Component
public class Drafts implements ParameterResolverFactory, HandlerEnhancerDefinition {

    private static final String DRAFT = Draft.class.getName();
    private static final String OTHERS = Tables.class.getName();

    private final ObjectProvider<JdbcOperations> jdbc;
    private final Set<Class<?>> oneByOne = ConcurrentHashMap.newKeySet();

    Drafts(ObjectProvider<JdbcOperations> jdbc) {
        this.jdbc = jdbc;
    }

    /** Has the event handlers called in this unit of work change these tables, not those read. */
    public static void use(Tables tables, UnitOfWork<?> unitOfWork) {
        unitOfWork.resources().put(OTHERS, tables);
    }

    private static Tables others() {
        return CurrentUnitOfWork.get().getResource(OTHERS);
    }

    /** The tables that the event handlers of a projection ask for. */
    public static List<Table<?>> tablesOf(Class<?> projection) {
        return Arrays.stream(projection.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(parameter -> parameter.getType() == Rows.class)
                .<Table<?>>map(Drafts::tableOf)
                .distinct()
                .toList();
    }

    private static Table<?> tableOf(Parameter parameter) {
        return Table.of(ResolvableType.forType(parameter.getParameterizedType())
                .getGeneric(0).resolve());
    }

    @Override
    public ParameterResolver<Rows<?>> createInstance(Executable handler, Parameter[] parameters,
            int index) {
        if (parameters[index].getType() != Rows.class) {
            return null;
        }
        var table = tableOf(parameters[index]);
        return new ParameterResolver<>() {
            @Override
            public Rows<?> resolveParameterValue(Message<?> message) {
                var others = others();
                return (others != null ? others : draftFor(handler.getDeclaringClass()))
                        .rows(table);
            }

            @Override
            public boolean matches(Message<?> message) {
                return true;
            }
        };
    }

    private Draft draftFor(Class<?> projection) {
        var unitOfWork = CurrentUnitOfWork.get();
        return unitOfWork.getOrComputeResource(DRAFT, key -> {
            var draft = Draft.live(jdbc.getObject());
            unitOfWork.onPrepareCommit(batch -> draft.write());
            unitOfWork.afterCommit(batch -> oneByOne.remove(projection));
            unitOfWork.onRollback(batch -> {
                if (mayBeTheFaultOfOne(batch.getExecutionResult())) {
                    oneByOne.add(projection);
                }
            });
            return draft;
        });
    }

    /** A lost connection is nobody's fault, and a batch written one by one is slow. */
    private static boolean mayBeTheFaultOfOne(ExecutionResult result) {
        return result == null || !result.isExceptionResult()
                || Faults.isOfOne(result.getExceptionResult());
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        var asksForRows = handler.unwrap(Executable.class)
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Rows.class));
        return asksForRows.isPresent() ? new OneByOneAfterAFailure<>(handler) : handler;
    }

    private final class OneByOneAfterAFailure<T> extends WrappedMessageHandlingMember<T> {

        private OneByOneAfterAFailure(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public Object handle(Message<?> message, T projection) throws Exception {
            if (!oneByOne.contains(projection.getClass()) || others() != null) {
                return super.handle(message, projection);
            }
            var draft = draftFor(projection.getClass());
            jdbc.getObject().execute("savepoint before_event");
            try {
                var result = super.handle(message, projection);
                draft.write();
                return result;
            } catch (Exception e) {
                jdbc.getObject().execute("rollback to savepoint before_event");
                draft.discard();
                throw e;
            }
        }
    }
}
