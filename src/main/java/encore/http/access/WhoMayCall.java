package encore.http.access;

import encore.http.EdgeRefusal;
import encore.http.InterceptorOrder;
import encore.http.IssuerKey;
import encore.http.IssuerOnly;
import encore.http.OperatorCall;
import encore.http.OperatorOnly;
import encore.http.OrOperator;
import encore.kernel.Operator;
import encore.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The second wall, at the very method that is about to run: however its address was spelled, and
 * whatever the security chain made of it, a method marked {@link OperatorOnly} runs for the
 * operator alone and one marked {@link IssuerOnly} for the shop. Where the operator may call as
 * well as others ({@link OrOperator}), it is noted that it was the operator.
 */
@Configuration(proxyBeanMethods = false)
class WhoMayCall implements WebMvcConfigurer {

    private final IssuerKey issuerKey;

    WhoMayCall(IssuerKey issuerKey) {
        this.issuerKey = issuerKey;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard(
                        method -> isMarked(method, OperatorOnly.class),
                        WhoMayCall::requireOperator))
                .order(InterceptorOrder.OPERATOR);
        registry.addInterceptor(guard(WhoMayCall::isTheOperatorsToo, WhoMayCall::knowOperator))
                .order(InterceptorOrder.OPERATOR);
        registry.addInterceptor(
                        guard(method -> isMarked(method, IssuerOnly.class), issuerKey::require))
                .order(InterceptorOrder.ISSUER);
    }

    private static void requireOperator(HttpServletRequest request) {
        if (!knowOperator(request)) {
            throw new Refused(EdgeRefusal.OPERATOR_REQUIRED);
        }
    }

    private static boolean knowOperator(HttpServletRequest request) {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null
                || caller.getAuthorities().stream()
                        .noneMatch(OperatorCredential.AUTHORITY::equals)) {
            return false;
        }
        OperatorCall.by(new Operator(caller.getName()), request);
        return true;
    }

    private static HandlerInterceptor guard(
            Predicate<HandlerMethod> marked, Consumer<HttpServletRequest> wall) {
        var known = new ConcurrentHashMap<Method, Boolean>();
        return new HandlerInterceptor() {
            @Override
            public boolean preHandle(
                    HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (handler instanceof HandlerMethod method
                        && known.computeIfAbsent(method.getMethod(), m -> marked.test(method))) {
                    wall.accept(request);
                }
                return true;
            }
        };
    }

    private static boolean isMarked(HandlerMethod method, Class<? extends Annotation> mark) {
        return method.hasMethodAnnotation(mark)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), mark);
    }

    private static boolean isTheOperatorsToo(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(OrOperator.class));
    }
}
