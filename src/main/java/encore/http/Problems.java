package encore.http;

import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.kernel.Unfit;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Turns every refusal and every failure into a problem document (RFC 9457) with the stable
 * {@code code}, in the language of the caller. What went wrong inside is for the log, never for the
 * client.
 */
@RestControllerAdvice
public class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final int OVERLOADED_FOR_SECONDS = 1;

    /** One thing that is wrong with a request. */
    record FieldProblem(String field, String message) {}

    private final MessageSource messages;
    private final LocaleResolver locales;
    private final JsonMapper json;

    Problems(MessageSource messages, LocaleResolver locales, JsonMapper json) {
        this.messages = messages;
        this.locales = locales;
        this.json = json;
    }

    /** A refusal that names the one field that is wrong. */
    public static Refused invalid(String field, String message) {
        return invalid(List.of(new FieldProblem(field, message)));
    }

    private static Refused invalid(List<FieldProblem> errors) {
        return new Refused(Refusal.INVALID_REQUEST).with("errors", errors);
    }

    /** Writes a refusal where no controller has been reached yet: in a filter. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refused refused)
            throws IOException {
        var answer = refuse(refused, request, locales.resolveLocale(request));
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Refused refused, HttpServletRequest request, Locale locale) {
        return refuse(refused, request, locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Unfit unfit, HttpServletRequest request, Locale locale) {
        return refuse(invalid(unfit.field() == null ? "request" : unfit.field(), unfit.rule()),
                request, locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MethodArgumentTypeMismatchException e,
            HttpServletRequest request, Locale locale) {
        return refuse(invalid(e.getName(), whatIsWrong(e)), request, locale);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Exception failure, HttpServletRequest request,
            Locale locale) {
        if (hasNoConnectionLeft(failure)) {
            log.warn("shed {} {}: {}", request.getMethod(), request.getRequestURI(),
                    failure.getMessage());
            return refuse(new Refused(Refusal.OVERLOADED), request, locale);
        }
        log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
        return problem(HttpStatus.INTERNAL_SERVER_ERROR, request, locale);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        var errors = e.getBindingResult().getAllErrors().stream()
                .map(error -> new FieldProblem(
                        error instanceof FieldError field ? field.getField() : "body",
                        error.getDefaultMessage()))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return invalid(errors, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        var errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new FieldProblem(name(result.getMethodParameter()),
                                error.getDefaultMessage())))
                .toList();
        return invalid(errors, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        var path = e.getCause() instanceof JacksonException cause
                ? cause.getPath().stream()
                        .map(ref -> ref.getPropertyName() != null
                                ? "." + ref.getPropertyName() : "[" + ref.getIndex() + "]")
                        .collect(Collectors.joining())
                : "";
        var field = path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
        return invalid(List.of(new FieldProblem(field, whatIsWrong(e))), request);
    }

    /** The rule that a word has, or that it can't be read at all. */
    private static String whatIsWrong(Throwable e) {
        return Stream.iterate(e, failure -> failure != null, Throwable::getCause)
                .limit(20)
                .filter(Unfit.class::isInstance)
                .map(failure -> ((Unfit) failure).rule())
                .findFirst()
                .orElse("malformed");
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e, HttpHeaders headers, HttpStatusCode status,
            WebRequest request) {
        return invalid(List.of(new FieldProblem(e.getParameterName(),
                message("missing", request.getLocale()))), request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(Exception e, Object body,
            HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        var problem = problem(HttpStatus.valueOf(status.value()), http(request),
                request.getLocale());
        return ResponseEntity.status(status).headers(headers).body(problem.getBody());
    }

    private ResponseEntity<Object> invalid(List<FieldProblem> errors, WebRequest request) {
        var refused = refuse(invalid(errors), http(request), request.getLocale());
        return ResponseEntity.status(refused.getStatusCode()).body(refused.getBody());
    }

    private ResponseEntity<ProblemDetail> refuse(Refused refused, HttpServletRequest request,
            Locale locale) {
        var facts = new LinkedHashMap<>(refused.facts());
        facts.computeIfPresent("errors", (name, errors) -> said(errors, locale));
        var wait = refused.refusal() == Refusal.OVERLOADED
                ? OVERLOADED_FOR_SECONDS : facts.remove("retryAfter");
        var answer = problem(HttpStatusCode.valueOf(refused.refusal().status()),
                refused.refusal().name(), facts, request, locale);
        return wait == null ? answer
                : ResponseEntity.status(answer.getStatusCode())
                        .header(HttpHeaders.RETRY_AFTER, wait.toString())
                        .body(answer.getBody());
    }

    /** What HTTP itself refuses has the name of its status for a code. */
    ResponseEntity<ProblemDetail> problem(HttpStatus status, HttpServletRequest request,
            Locale locale) {
        return problem(status, status.name(), Map.of(), request, locale);
    }

    private ResponseEntity<ProblemDetail> problem(HttpStatusCode status, String code,
            Map<String, Object> facts, HttpServletRequest request, Locale locale) {
        var problem = ProblemDetail.forStatusAndDetail(status, message(code, locale));
        var name = code.toLowerCase(Locale.ROOT).replace('_', '-');
        problem.setType(URI.create("urn:encore:" + name));
        problem.setInstance(URI.create(addressOf(request)));
        problem.setProperty("code", code);
        facts.forEach(problem::setProperty);
        return ResponseEntity.status(status).body(problem);
    }

    private static String addressOf(HttpServletRequest request) {
        var refused = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return refused != null ? refused.toString() : request.getRequestURI();
    }

    /** What is the name of a text is replaced by it; the rest is as it was said. */
    private List<FieldProblem> said(Object errors, Locale locale) {
        return Stream.of(json.convertValue(errors, FieldProblem[].class))
                .map(error -> new FieldProblem(error.field(), messages.getMessage(
                        error.message(), null, error.message(), locale)))
                .toList();
    }

    private String message(String code, Locale locale) {
        return messages.getMessage(code, null, message(locale), locale);
    }

    private String message(Locale locale) {
        return messages.getMessage("other", null, locale);
    }

    private static HttpServletRequest http(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    private static String name(MethodParameter parameter) {
        return parameter.getParameterName();
    }

    private static boolean hasNoConnectionLeft(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(20)
                .anyMatch(SQLTransientConnectionException.class::isInstance);
    }
}
