package encore.http;

import encore.kernel.Operator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AcceptHeaderLocaleResolver;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** What controllers may ask for in their parameters, and the language of the answers. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    private static final Set<Class<?>> UNDERSTOOD = Set.of(
            JacksonJsonHttpMessageConverter.class,
            StringHttpMessageConverter.class,
            ByteArrayHttpMessageConverter.class);

    private final RequestRates rates;

    WebConfiguration(RequestRates rates) {
        this.rates = rates;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new JsonBodies()).order(InterceptorOrder.FORM);
        registry.addInterceptor(new Parameters())
                .addPathPatterns(Routes.ALL_OF_THE_API)
                .order(InterceptorOrder.FORM);
        registry.addInterceptor(new JoinLimit(rates))
                .addPathPatterns(Routes.TOKENS)
                .order(InterceptorOrder.IDENTIFY);
    }

    /** A parameter is as strict as a field, see {@link Parameters}. */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, Instant.class, Parameters::instant);
        registry.addConverter(String.class, LocalDate.class, Parameters::day);
    }

    /**
     * JSON, and what has been written as JSON already; text is for server-sent events. No other
     * form comes in or goes out, whatever a library brings along.
     */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.configureMessageConvertersList(all -> {
            all.removeIf(converter -> !UNDERSTOOD.contains(converter.getClass()));
            all.addFirst(new JsonBytesConverter());
        });
    }

    /**
     * What is accepted is never a reason to refuse, least of all after a write was done: the answer
     * is JSON, or server-sent events where those are asked for.
     */
    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.strategies(List.of(request -> {
            var accept = request.getHeader(HttpHeaders.ACCEPT);
            return accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE)
                    ? List.of(MediaType.TEXT_EVENT_STREAM, MediaType.ALL)
                    : List.of(MediaType.ALL);
        }));
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new FromAttribute(Caller.class, Caller.ATTRIBUTE, () -> null));
        resolvers.add(new FromAttribute(Operator.class, OperatorCall.ATTRIBUTE, () -> null));
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

    private record FromAttribute(
            Class<?> type, String attribute, Supplier<@Nullable Object> otherwise)
            implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == type;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            var value = request.getAttribute(attribute, RequestAttributes.SCOPE_REQUEST);
            return value != null ? value : otherwise.get();
        }
    }
}
