package encore.http.idempotency;

import encore.http.InterceptorOrder;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Has every request looked at: before the gate for an earlier answer, and after it. */
@Configuration(proxyBeanMethods = false)
class IdempotencyConfiguration implements WebMvcConfigurer {

    private final Idempotency idempotency;

    IdempotencyConfiguration(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(idempotency.replay()).order(InterceptorOrder.REPLAY);
        registry.addInterceptor(idempotency.claim()).order(InterceptorOrder.CLAIM);
    }
}
