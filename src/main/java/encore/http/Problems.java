package encore.http;

import encore.kernel.CommonRefusal;
import encore.kernel.InvalidValue;
import encore.kernel.Refused;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeSet;
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
    private static final List<String> AWAY = List.of("08", "53", "57");

    private final ProblemDocument document;
    private final JsonMapper json;
    private final RefusalMeters meters;

    Problems(ProblemDocument document, JsonMapper json, RefusalMeters meters) {
        this.document = document;
        this.json = json;
        this.meters = meters;
    }

    /** A refusal that names the one field that is wrong. */
    public static Refused invalid(String field, String message) {
        return invalid(List.of(new ProblemDocument.FieldProblem(field, message)));
    }

    private static Refused invalid(List<ProblemDocument.FieldProblem> errors) {
        return new Refused(CommonRefusal.INVALID_REQUEST).with("errors", errors);
    }

    /** Writes a refusal where no controller has been reached yet: in a filter. */
    public void write(HttpServletRequest request, HttpServletResponse response, Refused refused)
            throws IOException {
        var answer = refuse(refused, request);
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.getOutputStream().write(json.writeValueAsBytes(answer.getBody()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(Refused refused, HttpServletRequest request) {
        return refuse(refused, request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(InvalidValue unfit, HttpServletRequest request) {
        return refuse(
                invalid(unfit.field() == null ? "request" : unfit.field(), unfit.rule()), request);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(
            MethodArgumentTypeMismatchException e, HttpServletRequest request) {
        return refuse(invalid(e.getName(), whatIsWrong(e)), request);
    }

    /** What the firewall finds only when the name of a header or parameter is asked for. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RequestRejectedException e, HttpServletRequest request) {
        return refuse(byStatus(400), request);
    }

    @ExceptionHandler
    @Nullable
    ResponseEntity<ProblemDetail> on(Exception failure, HttpServletRequest request) {
        if (isOf(ClientAbortException.class, failure)) {
            return null;
        }
        // Nothing that a client sent gets into the log: the call is told by its pattern.
        var call = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (isOf(SQLTransientConnectionException.class, failure)
                || readsOnly(request) && causes(failure).anyMatch(Problems::isDatabaseAway)) {
            log.warn("shed {} {}: {}", request.getMethod(), call, failure.getMessage());
            return refuse(new Refused(CommonRefusal.OVERLOADED), request);
        }
        log.error("{} {} failed", request.getMethod(), call, failure);
        return refuse(new Refused(CommonRefusal.INTERNAL_SERVER_ERROR), request);
    }

    @Override
    protected ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var errors = e.getBindingResult().getAllErrors().stream()
                .map(error -> new ProblemDocument.FieldProblem(
                        error instanceof FieldError field ? field.getField() : "body",
                        String.valueOf(error.getDefaultMessage())))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        return invalid(errors, request);
    }

    @Override
    protected ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new ProblemDocument.FieldProblem(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        return invalid(errors, request);
    }

    @Override
    protected ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var path = e.getCause() instanceof JacksonException cause
                ? cause.getPath().stream()
                        .map(ref -> ref.getPropertyName() != null
                                ? "." + ref.getPropertyName()
                                : "[" + ref.getIndex() + "]")
                        .collect(Collectors.joining())
                : "";
        var field = path.isEmpty() ? "body" : path.startsWith(".") ? path.substring(1) : path;
        return invalid(List.of(new ProblemDocument.FieldProblem(field, whatIsWrong(e))), request);
    }

    /** The rule that a word has, or that it can't be read at all. */
    private static String whatIsWrong(Throwable e) {
        return Stream.iterate(e, failure -> failure != null, Throwable::getCause)
                .limit(20)
                .filter(InvalidValue.class::isInstance)
                .map(failure -> ((InvalidValue) failure).rule())
                .findFirst()
                .orElse("malformed");
    }

    @Override
    protected ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(
                List.of(new ProblemDocument.FieldProblem(e.getParameterName(), "missing")),
                request);
    }

    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var answer = refuse(byStatus(status.value()), http(request));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(headers)
                .body(answer.getBody());
    }

    /** What has no code of its own among all that HTTP refuses is a malformed request. */
    static Refused byStatus(int status) {
        return switch (status) {
            case 404 -> new Refused(CommonRefusal.NOT_FOUND);
            case 405 -> new Refused(EdgeRefusal.METHOD_NOT_ALLOWED);
            case 408 -> invalid("request", "too-slow");
            case 415 -> new Refused(EdgeRefusal.UNSUPPORTED_MEDIA_TYPE);
            case 500 -> new Refused(CommonRefusal.INTERNAL_SERVER_ERROR);
            case 503 -> new Refused(CommonRefusal.OVERLOADED);
            default -> invalid("request", "malformed");
        };
    }

    /** GET allows HEAD as well, and OPTIONS is always allowed. */
    @Override
    protected ResponseEntity<Object> handleHttpRequestMethodNotSupported(
            HttpRequestMethodNotSupportedException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var allowed = new TreeSet<>(headers.getAllow());
        if (allowed.contains(HttpMethod.GET)) {
            allowed.add(HttpMethod.HEAD);
        }
        allowed.add(HttpMethod.OPTIONS);
        headers.setAllow(allowed);
        return handleExceptionInternal(e, null, headers, status, request);
    }

    private ResponseEntity<Object> invalid(
            List<ProblemDocument.FieldProblem> errors, WebRequest request) {
        var refused = refuse(invalid(errors), http(request));
        return ResponseEntity.status(refused.getStatusCode()).body(refused.getBody());
    }

    private ResponseEntity<ProblemDetail> refuse(Refused refused, HttpServletRequest request) {
        var facts = new LinkedHashMap<>(refused.facts());
        meters.count(refused.code());
        var wait = refused.is(CommonRefusal.OVERLOADED)
                ? OVERLOADED_FOR_SECONDS
                : facts.remove("retryAfter");
        var answer = ResponseEntity.status(refused.status());
        if (wait != null) {
            answer.header(HttpHeaders.RETRY_AFTER, wait.toString());
        }
        if (refused.status() == HttpStatus.UNAUTHORIZED.value()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, ProblemDocument.challenge(refused));
        }
        return answer.body(document.of(refused, facts, request));
    }

    private static HttpServletRequest http(WebRequest request) {
        return ((ServletWebRequest) request).getRequest();
    }

    /** By its type alone: a database that is gone ends in words like those of a client's. */
    private static boolean isOf(Class<? extends Exception> type, Throwable failure) {
        return causes(failure).anyMatch(type::isInstance);
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause).limit(20);
    }

    /** Whatever has failed, nothing was done. */
    private static boolean readsOnly(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod())
                || HttpMethod.HEAD.matches(request.getMethod());
    }

    /** By the class of its SQLSTATE: connection lost, resources exhausted, told to stop. */
    private static boolean isDatabaseAway(Throwable failure) {
        return failure instanceof SQLException sql
                && sql.getSQLState() != null
                && AWAY.stream().anyMatch(sql.getSQLState()::startsWith);
    }
}
