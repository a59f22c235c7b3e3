package encore.http.description;

import encore.http.AllRefusals;
import encore.http.EdgeRefusal;
import encore.http.Routes;
import encore.kernel.CommonRefusal;
import encore.kernel.Fact;
import encore.kernel.Refusal;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Describes refusals: one schema for each code, with the facts that come with it, so that a client
 * tells them apart by {@code code} and finds its facts typed; and one for any of them.
 */
@Component
class Problem {

    private static final String ANY = "Problem";
    private static final List<String> ALWAYS =
            List.of("type", "title", "status", "detail", "instance", "code");

    private final MessageSource messages;

    Problem(MessageSource messages) {
        this.messages = messages;
    }

    void describeIn(Components components) {
        components.addSchemas(ANY, any());
        components.addSchemas(FactSchemas.INVALID_FIELD, FactSchemas.invalidField());
        for (var code : AllRefusals.list()) {
            components.addSchemas(name(code), schema(code));
            components.addExamples(
                    code.name(), new Example().summary(message(code)).value(example(code)));
        }
        components.addResponses(
                name(EdgeRefusal.METHOD_NOT_ALLOWED),
                response(List.of(EdgeRefusal.METHOD_NOT_ALLOWED)));
        components.addResponses(
                name(CommonRefusal.NOT_FOUND), response(List.of(CommonRefusal.NOT_FOUND)));
    }

    /** SEAT_TAKEN is described as SeatTaken. */
    private static String name(Refusal code) {
        return Arrays.stream(code.name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static String ref(Refusal code) {
        return "#/components/schemas/" + name(code);
    }

    private static Schema<?> any() {
        var statuses = new IntegerSchema();
        AllRefusals.list().stream()
                .map(Refusal::status)
                .distinct()
                .forEach(statuses::addEnumItemObject);
        var codes = new StringSchema();
        codes.description("The stable name of the refusal");
        AllRefusals.list().stream().map(Refusal::name).forEach(codes::addEnumItemObject);
        return problem(new StringSchema().format("uri"), statuses, codes)
                .description("Any refusal (RFC 9457)");
    }

    private Schema<?> schema(Refusal code) {
        Schema<?> schema = problem(text(type(code)), number(code.status()), text(code.name()))
                .description(message(code));
        var required = new ArrayList<>(ALWAYS);
        FactSchemas.of(code).forEach((fact, described) -> {
            schema.addProperty(fact, described.schema());
            required.add(fact);
        });
        schema.setRequired(required);
        return schema;
    }

    private static Schema<?> problem(Schema<?> type, Schema<?> status, Schema<?> code) {
        var problem = new ObjectSchema();
        problem.setRequired(ALWAYS);
        problem.addProperty("type", type)
                .addProperty("title", new StringSchema().description("The status in words"))
                .addProperty("status", status)
                .addProperty(
                        "detail",
                        new StringSchema().description("What is wrong, to be shown to a person"))
                .addProperty(
                        "instance",
                        new StringSchema()
                                .format("uri-reference")
                                .description("The path that was asked for"))
                .addProperty("code", code);
        return problem;
    }

    private static Schema<?> text(String only) {
        var schema = new StringSchema();
        schema.addEnumItemObject(only);
        return schema;
    }

    private static Schema<?> number(int only) {
        var schema = new IntegerSchema();
        schema.addEnumItemObject(only);
        return schema;
    }

    /** The refusals of one status. */
    ApiResponse response(List<Refusal> codes) {
        var schema = new Schema<>();
        if (codes.size() == 1) {
            schema.$ref(ref(codes.getFirst()));
        } else {
            var byCode = new Discriminator().propertyName("code");
            for (var code : codes) {
                schema.addOneOfItem(new Schema<>().$ref(ref(code)));
                byCode.mapping(code.name(), ref(code));
            }
            schema.discriminator(byCode);
        }
        var media = new MediaType().schema(schema);
        codes.forEach(code -> media.addExamples(
                code.name(), new Example().$ref("#/components/examples/" + code.name())));
        var response = new ApiResponse()
                .description(codes.stream()
                        .map(code -> "`" + code + "` " + message(code))
                        .collect(Collectors.joining("  \n")))
                .content(new Content().addMediaType("application/problem+json", media));
        headers(codes).forEach(header -> response.addHeaderObject(header, Headers.named(header)));
        return response;
    }

    private static List<String> headers(List<Refusal> codes) {
        if (codes.stream().anyMatch(code -> code.facts().contains(Fact.RETRY_AFTER))) {
            return List.of(Headers.RETRY_AFTER);
        }
        return switch (codes.getFirst().status()) {
            case 401 -> List.of(Headers.WWW_AUTHENTICATE);
            case 405 -> List.of(Headers.ALLOW);
            case 429, 503 -> List.of(Headers.RETRY_AFTER);
            default -> List.of();
        };
    }

    /** Whether a refusal of this status is kept, and given again to the same request. */
    static boolean isKept(int status) {
        return status != HttpStatus.TOO_MANY_REQUESTS.value() && status < 500;
    }

    private static Map<String, Object> example(Refusal code, String detail) {
        var example = new LinkedHashMap<String, Object>();
        example.put("type", type(code));
        example.put("title", ProblemDetail.forStatus(code.status()).getTitle());
        example.put("status", code.status());
        example.put("detail", detail);
        example.put("instance", Routes.RESERVATIONS);
        example.put("code", code.name());
        FactSchemas.of(code).forEach((fact, described) -> example.put(fact, described.example()));
        return example;
    }

    private Map<String, Object> example(Refusal code) {
        return example(code, message(code));
    }

    private static String type(Refusal code) {
        return "urn:encore:" + code.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String message(Refusal code) {
        return messages.getMessage(code.name(), null, Locale.ENGLISH);
    }
}
