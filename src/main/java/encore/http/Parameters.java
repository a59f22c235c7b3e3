package encore.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The parameters of a call are those it has, each once, and say what they mean in one way only:
 * decimal digits, {@code 2026-12-24}, {@code 2026-12-24T10:00:00Z}. Java itself would read
 * {@code 0x10}, digits of other scripts, and a day with a zone.
 */
class Parameters implements HandlerInterceptor {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern INSTANT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"
            + "T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    private static final Set<Class<?>> NUMBERS =
            Set.of(int.class, Integer.class, long.class, Long.class);

    private final Map<HandlerMethod, Map<String, Class<?>>> known = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getQueryString() != null && handler instanceof HandlerMethod method) {
            var types = known.computeIfAbsent(method, Parameters::typesOf);
            parametersOf(request).forEach((name, values) -> check(name, types.get(name), values));
        }
        return true;
    }

    private static Map<String, String[]> parametersOf(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (InvalidParameterException notEncodedAsItShouldBe) {
            throw Problems.invalid("request", "malformed");
        }
    }

    /** Numbers are checked here: when a converter refuses one, Spring asks an editor instead. */
    private static void check(String name, @Nullable Class<?> type, String[] values) {
        if (type == null) {
            throw Problems.invalid(name, "unknown");
        }
        if (values.length > 1) {
            throw Problems.invalid(name, "given-twice");
        }
        if (values[0].isEmpty()
                || NUMBERS.contains(type) && !NUMBER.matcher(values[0]).matches()) {
            throw Problems.invalid(name, "malformed");
        }
    }

    private static Map<String, Class<?>> typesOf(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .collect(Collectors.toUnmodifiableMap(
                        Parameters::nameOf, MethodParameter::getParameterType));
    }

    private static String nameOf(MethodParameter parameter) {
        var given = Objects.requireNonNull(parameter.getParameterAnnotation(RequestParam.class))
                .name();
        return given.isEmpty() ? parameter.getParameter().getName() : given;
    }

    static Instant instant(String text) {
        return OffsetDateTime.parse(checked(INSTANT, text)).toInstant();
    }

    static LocalDate day(String text) {
        return LocalDate.parse(checked(DAY, text));
    }

    private static String checked(Pattern shape, String text) {
        if (!shape.matcher(text).matches()) {
            throw new IllegalArgumentException("malformed");
        }
        return text;
    }
}
