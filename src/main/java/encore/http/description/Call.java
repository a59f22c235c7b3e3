package encore.http.description;

import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.IssuerOnly;
import encore.http.OperatorOnly;
import encore.http.Refuses;
import encore.kernel.Refusal;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What a controller's method tells of the call that it answers. */
record Call(HandlerMethod method) {

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

    /** Whether the shop in front has to vouch for it, where a key is set. */
    boolean mayNeedIssuerKey() {
        return method.hasMethodAnnotation(IssuerOnly.class);
    }

    boolean takesIdempotencyKey() {
        return isBehindTheGate() && method.hasMethodAnnotation(PostMapping.class);
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

    private List<Refusal> own() {
        var refuses = method.getMethodAnnotation(Refuses.class);
        return refuses == null ? List.of() : List.of(refuses.value());
    }

    /** Everything that it may be refused with. */
    Set<Refusal> refusals() {
        var all = EnumSet.of(Refusal.INVALID_REQUEST, Refusal.TOO_MANY_REQUESTS,
                Refusal.INTERNAL_SERVER_ERROR, Refusal.OVERLOADED);
        all.addAll(own());
        if (hasBody()) {
            all.add(Refusal.UNSUPPORTED_MEDIA_TYPE);
        }
        if (isBehindTheGate()) {
            all.addAll(Set.of(Refusal.TOKEN_REQUIRED, Refusal.TOKEN_INVALID));
        }
        if (needsAnActiveToken()) {
            all.addAll(Set.of(Refusal.TOKEN_EXPIRED, Refusal.TOKEN_NOT_ACTIVE));
        }
        if (takesIdempotencyKey()) {
            all.addAll(Set.of(Refusal.REQUEST_IN_PROGRESS, Refusal.IDEMPOTENCY_KEY_REUSED));
        }
        if (mayNeedIssuerKey()) {
            all.add(Refusal.ISSUER_KEY_REQUIRED);
        }
        if (isOperators()) {
            all.addAll(Set.of(Refusal.OPERATOR_REQUIRED, Refusal.CROSS_SITE));
        }
        return all;
    }
}
