package encore.http.description;

import encore.http.Answers;
import encore.http.Gatekeeper;
import encore.kernel.Refusal;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes each call: who may make it, what it answers, and what it refuses. */
@Component
class Calls implements OperationCustomizer {

    private final Problem problem;

    private final Gatekeeper gate;

    Calls(Problem problem, Gatekeeper gate) {
        this.problem = problem;
        this.gate = gate;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        var call = new DescribedCall(method);
        operation.setSecurity(security(call));
        if (call.takesIdempotencyKey()) {
            operation.addParametersItem(RequestHeaders.ref(RequestHeaders.IDEMPOTENCY_KEY));
        }
        if (call.revalidates()) {
            operation.addParametersItem(RequestHeaders.ifNoneMatch());
        }
        if (call.isStream()) {
            operation.addParametersItem(RequestHeaders.lastEventId());
        }
        var language = RequestHeaders.ref(RequestHeaders.ACCEPT_LANGUAGE);
        // Two methods may answer one call: once, and as it goes on.
        if (operation.getParameters() == null || !operation.getParameters().contains(language)) {
            operation.addParametersItem(language);
        }
        var responses = successes(call, operation.getResponses());
        refusals(call, responses);
        operation.setResponses(responses);
        return operation;
    }

    /** One of these is enough. */
    private static List<SecurityRequirement> security(DescribedCall call) {
        if (call.isOperators()) {
            return List.of(new SecurityRequirement().addList(ApiDescription.OPERATOR));
        }
        var open = new SecurityRequirement();
        var vouchedFor = new SecurityRequirement();
        if (call.isBehindTheGate()) {
            open.addList(ApiDescription.WAITING_TOKEN);
            vouchedFor.addList(ApiDescription.WAITING_TOKEN);
        }
        if (call.isTheOperatorsToo()) {
            return List.of(open, new SecurityRequirement().addList(ApiDescription.OPERATOR));
        }
        return call.mayNeedIssuerKey()
                ? List.of(open, vouchedFor.addList(ApiDescription.ISSUER_KEY))
                : List.of(open);
    }

    private static ApiResponses successes(DescribedCall call, ApiResponses found) {
        var responses = new ApiResponses();
        if (call.answers().isEmpty()) {
            found.forEach(responses::addApiResponse);
        }
        var content = found.values().iterator().next().getContent();
        for (var answer : call.answers()) {
            responses.addApiResponse(Integer.toString(answer.status()), success(answer, content));
        }
        if (call.takesIdempotencyKey()) {
            responses
                    .values()
                    .forEach(response -> response.addHeaderObject(
                            Headers.REPLAYED, Headers.named(Headers.REPLAYED)));
        }
        return responses;
    }

    private static ApiResponse success(Answers answer, Content content) {
        var response = new ApiResponse()
                .description(answer.says())
                .content(hasBody(answer.status()) ? content : null);
        for (var header : answer.headers()) {
            response.addHeaderObject(header, Headers.named(header));
        }
        return response;
    }

    private static boolean hasBody(int status) {
        return status != HttpStatus.NOT_MODIFIED.value() && status != HttpStatus.NO_CONTENT.value();
    }

    private void refusals(DescribedCall call, ApiResponses responses) {
        var byStatus = call.refusals(gate).stream()
                .sorted(Comparator.comparing(Refusal::name))
                .collect(Collectors.groupingBy(Refusal::status, TreeMap::new, Collectors.toList()));
        byStatus.forEach((status, codes) -> {
            var response = problem.response(codes);
            if (call.takesIdempotencyKey() && Problem.isKept(status)) {
                response.addHeaderObject(Headers.REPLAYED, Headers.named(Headers.REPLAYED));
            }
            responses.addApiResponse(Integer.toString(status), response);
        });
    }
}
