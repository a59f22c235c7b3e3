package encore.http.access;

import encore.http.Caller;
import encore.http.EdgeRefusal;
import encore.http.IssuerOnly;
import encore.http.OpenToAll;
import encore.http.OperatorOnly;
import encore.http.OrOperator;
import encore.kernel.Refused;
import encore.testing.Answer;
import encore.testing.OverHttp;
import encore.testing.Shop;
import jakarta.servlet.Filter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who gets in: every mapped route, by every method of its own, with every credential, under every
 * spelling of its address. The first case was {@code POST /api/v1/%70erformances}, 201 to anybody.
 */
class WhoMayCallTest extends OverHttp {

    private static final Set<String> REFUSALS =
            Set.of("OPERATOR_REQUIRED", "NOT_FOUND", "METHOD_NOT_ALLOWED", "INVALID_REQUEST");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping routes;

    @Autowired
    @Qualifier("springSecurityFilterChain")
    private Filter addresses;

    private record Call(String method, String path, HandlerMethod handler) {

        boolean isOperators() {
            return has(OperatorOnly.class);
        }

        boolean isBehindTheGate() {
            return Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.getParameterType() == Caller.class);
        }

        boolean isTheOperatorsToo() {
            return Arrays.stream(handler.getMethodParameters())
                    .anyMatch(parameter -> parameter.hasParameterAnnotation(OrOperator.class));
        }

        boolean has(Class<? extends Annotation> mark) {
            return handler.hasMethodAnnotation(mark)
                    || AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), mark);
        }
    }

    private List<Call> calls(Predicate<Call> which) {
        var all = new ArrayList<Call>();
        routes.getHandlerMethods().forEach((route, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("encore.")
                    && !handler.getBeanType().getPackageName().equals("encore.http")) {
                for (var method : route.getMethodsCondition().getMethods()) {
                    for (var path : route.getPatternValues()) {
                        all.add(new Call(
                                method.name(), path.replaceAll("\\{\\w+}", "balance"), handler));
                    }
                }
            }
        });
        var some = all.stream().filter(which).toList();
        assertThat(some).isNotEmpty();
        return some;
    }

    private Map<String, Map<String, String>> credentials() {
        return Map.of(
                "none",
                Map.of(),
                "user",
                Map.of("Waiting-Token", shop.customer("eve").token()),
                "wrong",
                Map.of(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder().encodeToString("operator:Secret".getBytes())),
                "issuer",
                Map.of("Authorization", "Bearer secret"));
    }

    private Answer call(Call call, String path, Map<String, String> headers) {
        return shop.send(call.method(), path, call.method().startsWith("P") ? "{}" : null, headers);
    }

    private static List<String> spellings(Call call, String credential) {
        return credential.equals("none") ? Spelling.of(call.path()) : Spelling.few(call.path());
    }

    @Test
    void every_call_says_who_may_make_it() {
        assertThat(calls(call -> true))
                .allSatisfy(call -> assertThat(List.of(
                                call.isOperators(),
                                call.isBehindTheGate() || call.has(IssuerOnly.class),
                                call.has(OpenToAll.class)))
                        .as("%s", call)
                        .containsOnlyOnce(true));
    }

    @Test
    void no_spelling_opens_the_operators_door() {
        var operators = calls(Call::isOperators);
        int before = announced();
        credentials().forEach((name, headers) -> {
            for (var call : operators) {
                for (var path : spellings(call, name)) {
                    var answer = call(call, path, headers);
                    assertThat(REFUSALS)
                            .as("%s %s as %s: %s", call.method(), path, name, answer.body())
                            .contains(answer.code());
                    assertThat(answer.status()).isBetween(400, 405);
                }
                call(call, call.path(), headers).isRefused(401, "OPERATOR_REQUIRED");
            }
        });
        assertThat(announced()).isEqualTo(before);
    }

    @Test
    void the_first_wall_holds_alone() throws Exception {
        for (var call : calls(Call::isOperators)) {
            var behindIt = new MockFilterChain();
            var answer = new MockHttpServletResponse();
            addresses.doFilter(
                    new MockHttpServletRequest(call.method(), call.path()), answer, behindIt);
            assertThat(behindIt.getRequest()).as("%s", call).isNull();
            assertThat(answer.getStatus()).isEqualTo(401);
        }
    }

    @Test
    void the_second_wall_holds_alone() throws Exception {
        for (var call : calls(Call::isOperators)) {
            var request = new MockHttpServletRequest(call.method(), call.path());
            ServletRequestPathUtils.parseAndCache(request);
            var steps = routes.getHandler(request);
            assertThatExceptionOfType(Refused.class)
                    .as("%s", call)
                    .isThrownBy(() -> {
                        for (var step : steps.getInterceptorList()) {
                            step.preHandle(
                                    request, new MockHttpServletResponse(), steps.getHandler());
                        }
                    })
                    .matches(refused -> refused.is(EdgeRefusal.OPERATOR_REQUIRED));
        }
    }

    private int announced() {
        return jdbc.sql("select count(*) from domain_event_entry"
                        + " where payload_type = 'PerformanceScheduled'")
                .query(Integer.class)
                .single();
    }

    @Test
    void the_operator_gets_in_however_a_letter_is_written() {
        for (var call : calls(Call::isOperators)) {
            for (var path : List.of(call.path(), call.path().replace("a", "%61"))) {
                assertThat(call(call, path, Map.of("Authorization", Shop.OPERATOR))
                                .status())
                        .as("%s %s", call.method(), path)
                        .isNotIn(401, 403);
            }
        }
    }

    @Test
    void no_spelling_and_no_credential_passes_the_gate_without_a_token() {
        var others = new HashMap<>(credentials());
        others.remove("user");
        others.put("operator", Map.of("Authorization", Shop.OPERATOR));
        others.forEach((name, headers) -> {
            for (var call : calls(c -> c.isBehindTheGate() && !c.isTheOperatorsToo())) {
                for (var path : spellings(call, name)) {
                    var answer = call(call, path, headers);
                    assertThat(Set.of(
                                    "TOKEN_REQUIRED",
                                    "NOT_FOUND",
                                    "METHOD_NOT_ALLOWED",
                                    "INVALID_REQUEST",
                                    "OPERATOR_REQUIRED"))
                            .as("%s %s as %s: %s", call.method(), path, name, answer.body())
                            .contains(answer.code());
                }
                call(call, call.path(), headers).isRefused(401, "TOKEN_REQUIRED");
            }
        });
    }

    @Test
    void a_call_for_both_takes_either_credential_and_no_other() {
        credentials().forEach((name, headers) -> {
            for (var call : calls(Call::isTheOperatorsToo)) {
                var expected = switch (name) {
                    case "user" -> unknownId(call);
                    case "wrong" -> "OPERATOR_REQUIRED";
                    default -> "TOKEN_REQUIRED";
                };
                for (var path : spellings(call, name)) {
                    assertThat(call(call, path, headers).code())
                            .as("%s %s as %s", call.method(), path, name)
                            .isIn(expected, "NOT_FOUND", "METHOD_NOT_ALLOWED", "INVALID_REQUEST");
                }
                assertThat(call(call, call.path(), headers).code()).isEqualTo(expected);
            }
        });
        for (var call : calls(Call::isTheOperatorsToo)) {
            call(call, call.path(), Map.of("Authorization", Shop.OPERATOR))
                    .isRefused(404, unknownId(call));
        }
    }

    private static String unknownId(Call call) {
        return call.path().contains("/reservations/")
                ? "RESERVATION_NOT_FOUND"
                : "PERFORMANCE_NOT_FOUND";
    }
}
