package encore.platform.command;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.util.ReflectionUtils;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;

/**
 * Which aggregate a command is for: what its method annotated {@link TargetAggregateIdentifier}
 * says. Axon's own resolver looks that method up anew for every command.
 */
@Component
class CommandTargets implements CommandTargetResolver {

    private static final ClassValue<Method> TARGET = new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> command) {
            return Arrays.stream(ReflectionUtils.getAllDeclaredMethods(command))
                    .filter(method -> method.getParameterCount() == 0 && !method.isBridge())
                    .filter(method -> AnnotatedElementUtils.hasAnnotation(
                            method, TargetAggregateIdentifier.class))
                    .findFirst()
                    .map(CommandTargets::accessible)
                    .orElseThrow(() -> new IllegalArgumentException(command + " has no target"));
        }
    };

    private static Method accessible(Method method) {
        method.setAccessible(true);
        return method;
    }

    @Override
    public VersionedAggregateIdentifier resolveTarget(CommandMessage<?> command) {
        return new VersionedAggregateIdentifier(of(command.getPayload()), null);
    }

    static Object of(Object command) {
        return Objects.requireNonNull(
                ReflectionUtils.invokeMethod(TARGET.get(command.getClass()), command));
    }
}
