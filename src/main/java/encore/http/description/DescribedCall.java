package encore.http.description;

import encore.http.Answers;
import encore.http.Caller;
import encore.http.Gatekeeper;
import encore.http.InAnyState;
import encore.http.IssuerOnly;
import encore.http.OperatorOnly;
import encore.http.OrOperator;
import encore.http.stream.EventStream;
import encore.kernel.Refusal;
import encore.kernel.Refuses;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static encore.http.EdgeRefusal.CROSS_SITE;
import static encore.http.EdgeRefusal.IDEMPOTENCY_KEY_REUSED;
import static encore.http.EdgeRefusal.ISSUER_KEY_REQUIRED;
import static encore.http.EdgeRefusal.OPERATOR_REQUIRED;
import static encore.http.EdgeRefusal.REQUEST_IN_PROGRESS;
import static encore.http.EdgeRefusal.UNSUPPORTED_MEDIA_TYPE;
import static encore.kernel.CommonRefusal.INTERNAL_SERVER_ERROR;
import static encore.kernel.CommonRefusal.INVALID_REQUEST;
import static encore.kernel.CommonRefusal.OVERLOADED;
import static encore.kernel.CommonRefusal.TOO_MANY_REQUESTS;

/** What a controller's method tells of the call that it answers. */
record DescribedCall(HandlerMethod method) {

    boolean isBehindTheGate() {
        return caller().findAny().isPresent();
    }

    private boolean needsAnActiveToken() {
        return caller().anyMatch(caller -> !caller.hasParameterAnnotation(InAnyState.class));
    }

    private Stream<MethodParameter> caller() {
        return Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == Caller.class);
    }

    boolean isOperators() {
        return method.hasMethodAnnotation(OperatorOnly.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), OperatorOnly.class);
    }

    /** Whether the operator's credential will do as well as a waiting token. */
    boolean isTheOperatorsToo() {
        return caller().anyMatch(caller -> caller.hasParameterAnnotation(OrOperator.class));
    }

    /** Whether the shop in front has to vouch for it, where a key is set. */
    boolean mayNeedIssuerKey() {
        return method.hasMethodAnnotation(IssuerOnly.class);
    }

    boolean takesIdempotencyKey() {
        return (isBehindTheGate() || isOperators())
                && method.hasMethodAnnotation(PostMapping.class);
    }

    private boolean hasBody() {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestBody.class));
    }

    /** The ways in which it succeeds, if it says so itself. */
    List<Answers> answers() {
        return List.copyOf(AnnotatedElementUtils.getMergedRepeatableAnnotations(
                method.getMethod(), Answers.class));
    }

    boolean revalidates() {
        return answers().stream().anyMatch(answer -> answer.status() == 304);
    }

    boolean isStream() {
        return method.getMethod().getReturnType() == EventStream.class;
    }

    private Stream<Refusal> own() {
        return Arrays.stream(method.getMethod().getAnnotations())
                .filter(annotation ->
                        annotation.annotationType().isAnnotationPresent(Refuses.class))
                .flatMap(annotation ->
                        Arrays.stream((Refusal[]) AnnotationUtils.getValue(annotation)));
    }

    /** Everything that it may be refused with. */
    Set<Refusal> refusals(Gatekeeper gate) {
        var all = new HashSet<Refusal>(
                Set.of(INVALID_REQUEST, TOO_MANY_REQUESTS, INTERNAL_SERVER_ERROR, OVERLOADED));
        own().forEach(all::add);
        if (hasBody()) {
            all.add(UNSUPPORTED_MEDIA_TYPE);
        }
        if (isBehindTheGate()) {
            all.addAll(gate.refusals(!needsAnActiveToken()));
        }
        if (takesIdempotencyKey()) {
            all.addAll(Set.of(REQUEST_IN_PROGRESS, IDEMPOTENCY_KEY_REUSED));
        }
        if (mayNeedIssuerKey()) {
            all.add(ISSUER_KEY_REQUIRED);
        }
        if (isOperators() || isTheOperatorsToo()) {
            all.addAll(Set.of(OPERATOR_REQUIRED, CROSS_SITE));
        }
        return all;
    }
}
