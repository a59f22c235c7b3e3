package encore.waiting;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import encore.http.Caller;
import encore.http.Gatekeeper;
import encore.http.InAnyState;
import encore.http.InterceptorOrder;
import encore.http.OperatorCall;
import encore.http.OrOperator;
import encore.http.RateLimits;
import encore.http.RequestRates;
import encore.kernel.CommonRefusal;
import encore.kernel.EventTail;
import encore.kernel.Queries;
import encore.kernel.Refusal;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.waiting.line.FindPlace;
import encore.waiting.line.Place;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * No token, an unknown one, a waiting or an expired one is refused before anything else happens
 * (토큰이용불가). The signature is checked before anything is looked up: nobody can guess or forge a
 * place in the line, or make us search for one.
 */
@Configuration(proxyBeanMethods = false)
class Gate implements WebMvcConfigurer, Gatekeeper {

    static final String HEADER = "Waiting-Token";

    private static final Logger log = LoggerFactory.getLogger(Gate.class);

    /** In characters. */
    private static final int GENUINE_KEPT = 50_000_000;

    private final TokenSigner signer;
    private final EventTail eventTail;
    private final Queries queries;
    private final RequestRates rates;
    private final Insiders insiders;
    private final Attendance attendance;

    /** The parameter of a controller's method that is the caller, if it has one. */
    private final Map<Method, Optional<MethodParameter>> callers = new ConcurrentHashMap<>();

    /** Credentials that were found genuine: once is for good. */
    private final Cache<String, Caller> genuine = Caffeine.newBuilder()
            .maximumWeight(GENUINE_KEPT)
            .weigher((String credential, Caller caller) -> credential.length())
            .build();

    Gate(
            TokenSigner signer,
            EventTail eventTail,
            Queries queries,
            RequestRates rates,
            Insiders insiders,
            Attendance attendance) {
        this.signer = signer;
        this.eventTail = eventTail;
        this.queries = queries;
        this.rates = rates;
        this.insiders = insiders;
        this.attendance = attendance;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(
                            HttpServletRequest request,
                            HttpServletResponse response,
                            Object handler) {
                        var asked = callerOf(handler);
                        if (asked.isPresent() && isTheOperators(request, asked.get())) {
                            catchUp();
                        } else if (asked.isPresent()) {
                            var caller = identify(request);
                            rates.count(request, RateLimits.Kind.CALLS, caller.token());
                            request.setAttribute(Caller.ATTRIBUTE, caller);
                            catchUp();
                        }
                        return true;
                    }
                })
                .order(InterceptorOrder.IDENTIFY);
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(
                            HttpServletRequest request,
                            HttpServletResponse response,
                            Object handler) {
                        if (callerOf(handler)
                                        .filter(Gate::mustBeActive)
                                        .filter(caller -> !isTheOperators(request, caller))
                                        .isPresent()
                                && request.getAttribute(Caller.HAS_BEGUN) == null) {
                            admit((Caller) request.getAttribute(Caller.ATTRIBUTE));
                        }
                        return true;
                    }
                })
                .order(InterceptorOrder.ADMIT);
    }

    @Override
    public Set<Refusal> refusals(boolean inAnyState) {
        return inAnyState
                ? Set.of(WaitingRefusal.TOKEN_REQUIRED, WaitingRefusal.TOKEN_INVALID)
                : Set.of(
                        WaitingRefusal.TOKEN_REQUIRED,
                        WaitingRefusal.TOKEN_INVALID,
                        WaitingRefusal.TOKEN_EXPIRED,
                        WaitingRefusal.TOKEN_NOT_ACTIVE);
    }

    @Override
    public boolean isInside(TokenId token) {
        return queries.ask(new FindPlace(token)).status() == Place.Status.ACTIVE;
    }

    private Caller identify(HttpServletRequest request) {
        var credential = request.getHeader(HEADER);
        if (credential == null || credential.isBlank()) {
            throw new Refused(WaitingRefusal.TOKEN_REQUIRED);
        }
        var caller = genuine.getIfPresent(credential);
        if (caller == null) {
            caller = signer.verify(credential)
                    .map(pass -> new Caller(pass.user(), pass.token(), credential))
                    .orElseThrow(() -> new Refused(WaitingRefusal.TOKEN_INVALID));
            genuine.put(credential, caller);
        }
        return caller;
    }

    /** What was answered anywhere before this request came, it sees. */
    private void catchUp() {
        try {
            eventTail.catchUp();
        } catch (IllegalStateException e) {
            log.debug("shed a request: {}", e.getMessage());
            throw new Refused(CommonRefusal.OVERLOADED);
        }
    }

    private void admit(Caller caller) {
        var place = queries.ask(new FindPlace(caller.token()));
        switch (place.status()) {
            case ACTIVE -> {
                insiders.cameIn(caller.credential());
                attendance.acts(caller.token());
            }
            case WAITING ->
                throw new Refused(WaitingRefusal.TOKEN_NOT_ACTIVE)
                        .with("position", place.position())
                        .with("retryAfter", place.retryAfterSeconds());
            case EXPIRED -> {
                insiders.left(caller.credential());
                throw new Refused(WaitingRefusal.TOKEN_EXPIRED);
            }
        }
    }

    private Optional<MethodParameter> callerOf(Object handler) {
        return handler instanceof HandlerMethod method
                ? callers.computeIfAbsent(
                        method.getMethod(),
                        m -> Arrays.stream(method.getMethodParameters())
                                .filter(parameter -> parameter.getParameterType() == Caller.class)
                                .findFirst())
                : Optional.empty();
    }

    private static boolean isTheOperators(HttpServletRequest request, MethodParameter caller) {
        return caller.hasParameterAnnotation(OrOperator.class) && OperatorCall.of(request) != null;
    }

    private static boolean mustBeActive(MethodParameter caller) {
        return !caller.hasParameterAnnotation(InAnyState.class);
    }
}
