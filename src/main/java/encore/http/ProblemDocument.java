package encore.http;

import encore.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import tools.jackson.databind.json.JsonMapper;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What a refusal looks like: a problem document (RFC 9457), in the language of the caller. */
@Component
class ProblemDocument {

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final JsonMapper json;

    /** What is wrong with one field, parameter or header of a request. */
    record FieldProblem(String field, String message) {}

    ProblemDocument(MessageSource messages, LocaleResolver locales, JsonMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    /** Of a refusal, with the facts that go into it. */
    ProblemDetail of(Refused refused, Map<String, Object> facts, HttpServletRequest request) {
        var locale = locales.resolveLocale(request);
        facts.computeIfPresent("errors", (name, errors) -> said(errors, locale));
        var problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.valueOf(refused.status()),
                messages.getMessage(refused.code(), null, locale));
        problem.setType(URI.create(
                "urn:encore:" + refused.code().toLowerCase(Locale.ROOT).replace('_', '-')));
        problem.setInstance(addressOf(request));
        problem.setProperty("code", refused.code());
        facts.forEach(problem::setProperty);
        return problem;
    }

    /** How to say who one is (RFC 9110, 11.6.1). */
    static String challenge(Refused refused) {
        return refused.is(EdgeRefusal.OPERATOR_REQUIRED)
                ? "Basic realm=\"Encore operator\", charset=\"UTF-8\""
                : refused.is(EdgeRefusal.ISSUER_KEY_REQUIRED)
                        ? "Bearer realm=\"Encore shop\""
                        : Caller.CHALLENGE;
    }

    /** What was asked for, if that can be an address at all. */
    private static URI addressOf(HttpServletRequest request) {
        var asked = request.getRequestURI();
        try {
            return new URI(asked != null && asked.startsWith("/") ? asked : "/");
        } catch (URISyntaxException e) {
            return URI.create("/");
        }
    }

    /** What is the name of a text is replaced by it; the rest is as it was said. */
    private List<FieldProblem> said(Object errors, Locale locale) {
        return Stream.of(json.convertValue(errors, FieldProblem[].class))
                .map(error -> new FieldProblem(
                        error.field(),
                        Objects.requireNonNull(messages.getMessage(
                                error.message(), null, error.message(), locale))))
                .toList();
    }
}
