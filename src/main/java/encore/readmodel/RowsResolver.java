package encore.readmodel;

import encore.kernel.work.Faults;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ParameterResolver;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.ExecutionResult;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;
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
 * just before the batch is committed, together with how far it was read. A projection whose draft
 * could not be written writes its next batch one event at a time, see {@link OneByOneAfterFailure}.
 */
@Component
public class RowsResolver implements ParameterResolverFactory {

    private static final String DRAFT = Draft.class.getName();
    private static final String OTHERS = RowsSource.class.getName();

    private final ObjectProvider<JdbcOperations> jdbc;
    private final Set<Class<?>> oneByOne = ConcurrentHashMap.newKeySet();

    RowsResolver(ObjectProvider<JdbcOperations> jdbc) {
        this.jdbc = jdbc;
    }

    /** Has the event handlers called in this unit of work change these tables, not those read. */
    public static void use(RowsSource tables, UnitOfWork<?> unitOfWork) {
        unitOfWork.resources().put(OTHERS, tables);
    }

    static @Nullable RowsSource others() {
        return CurrentUnitOfWork.get().getResource(OTHERS);
    }

    /** The tables that the event handlers of a projection ask for. */
    public static List<TableMapping<?>> tablesOf(Class<?> projection) {
        return Arrays.stream(projection.getDeclaredMethods())
                .flatMap(method -> Arrays.stream(method.getParameters()))
                .filter(parameter -> parameter.getType() == Rows.class)
                .<TableMapping<?>>map(RowsResolver::tableOf)
                .distinct()
                .toList();
    }

    private static TableMapping<?> tableOf(Parameter parameter) {
        return TableMapping.of(ResolvableType.forType(parameter.getParameterizedType())
                .getGeneric(0)
                .resolve(Object.class));
    }

    @Override
    public @Nullable ParameterResolver<Rows<?>> createInstance(
            Executable handler, Parameter[] parameters, int index) {
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

    Draft draftFor(Class<?> projection) {
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

    boolean isWrittenOneByOne(Class<?> projection) {
        return oneByOne.contains(projection);
    }

    /** A lost connection is no event's fault, and a batch written one by one is slow. */
    private static boolean mayBeTheFaultOfOne(ExecutionResult result) {
        return result == null
                || !result.isExceptionResult()
                || Faults.isOfOne(result.getExceptionResult());
    }
}
