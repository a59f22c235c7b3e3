package encore.http.access;

import encore.http.EdgeRefusal;
import encore.http.InterceptorOrder;
import encore.http.IssuerKey;
import encore.http.IssuerOnly;
import encore.http.OperatorOnly;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The second wall, at the very method that is about to run: however its address was spelled, and
 * whatever the security chain made of it, a method marked {@link OperatorOnly} runs for the
 * operator alone and one marked {@link IssuerOnly} for the shop.
 */
@Configuration(proxyBeanMethods = false)
class WhoMayCall implements WebMvcConfigurer {

    private final IssuerKey issuerKey;

    WhoMayCall(IssuerKey issuerKey) {
        this.issuerKey = issuerKey;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard(OperatorOnly.class, request -> requireOperator()))
                .order(InterceptorOrder.OPERATOR);
        registry.addInterceptor(guard(IssuerOnly.class, issuerKey::require))
                .order(InterceptorOrder.ISSUER);
    }

    private static void requireOperator() {
        var caller = SecurityContextHolder.getContext().getAuthentication();
        if (caller == null
                || caller.getAuthorities().stream()
                        .noneMatch(OperatorCredential.AUTHORITY::equals)) {
            throw new Refused(EdgeRefusal.OPERATOR_REQUIRED);
        }
    }

    private static HandlerInterceptor guard(
            Class<? extends Annotation> mark, Consumer<HttpServletRequest> wall) {
        var marked = new ConcurrentHashMap<Method, Boolean>();
        return new HandlerInterceptor() {
            @Override
            public boolean preHandle(
                    HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (handler instanceof HandlerMethod method
                        && marked.computeIfAbsent(
                                method.getMethod(), m -> isMarked(method, mark))) {
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
}
