package encore.http;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What controllers may ask for in their parameters, and the language of the answers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private final Idempotency idempotency;

    WebConfiguration(Idempotency idempotency) {
        this.idempotency = idempotency;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(idempotency.replay()).order(Steps.REPLAY);
        registry.addInterceptor(idempotency.claim()).order(Steps.CLAIM);
    }

    /** An instant is ISO-8601 and nothing else: Spring would take 2026 for milliseconds. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Instant::parse);
    }

    /** Nobody is asked whether an answer might be XML. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> {
            all.removeIf(converter ->
                    converter.getSupportedMediaTypes().contains(MediaType.APPLICATION_XML));
            all.addFirst(new EncodedConverter());
        });
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new FromAttribute(Caller.class, Caller.ATTRIBUTE, () -> null));
        resolvers.add(new FromAttribute(NewId.class, NewId.ATTRIBUTE, NewId::mint));
    }

    @Bean
    LocaleResolver localeResolver() {
        var resolver = new AcceptHeaderLocaleResolver();
        resolver.setSupportedLocales(List.of(Locale.ENGLISH, Locale.KOREAN));
        resolver.setDefaultLocale(Locale.ENGLISH);
        return resolver;
    }

    /** "In the future" is a matter of our own clock. */
    @Bean
    ValidationConfigurationCustomizer validateByOurClock(Clock clock) {
        return validation -> validation.clockProvider(() -> clock);
    }

    private record FromAttribute(Class<?> type, String attribute, Supplier<Object> otherwise)
            implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer container,
                NativeWebRequest request, WebDataBinderFactory binders) {
            var value = request.getAttribute(attribute, RequestAttributes.SCOPE_REQUEST);
            return value != null ? value : otherwise.get();
        }
    }

    /** Reads the attribute that an interceptor left. */
    static Caller caller(HttpServletRequest request) {
        return (Caller) request.getAttribute(Caller.ATTRIBUTE);
    }
}
