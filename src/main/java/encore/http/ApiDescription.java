package encore.http;

import encore.kernel.Id;
import encore.kernel.UserId;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

import java.util.Arrays;
import java.util.Iterator;

/** The API describes itself: {@code /v3/api-docs}, and as a page {@code /swagger-ui.html}. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    private static final String WAITING_TOKEN = "Waiting-Token";
    private static final String PROBLEM = "Problem";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class, NewId.class);
    }

    @Bean
    OpenAPI api() {
        return new OpenAPI()
                .info(new Info()
                        .title("Encore")
                        .description("Concert tickets: get in line, pick a seat, pay with points.")
                        .version("v1")
                        .license(new License().name("Apache-2.0")))
                .components(new Components()
                        .addSecuritySchemes(WAITING_TOKEN, new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name(WAITING_TOKEN))
                        .addSecuritySchemes("operator", new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP).scheme("basic"))
                        .addSchemas(PROBLEM, problem()));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457, with the stable name of the refusal in \"code\"")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<Integer>().type("integer"))
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema());
    }

    /** What every call behind the gate has in common. */
    @Bean
    OperationCustomizer callsBehindTheGate() {
        return (operation, method) -> {
            if (isBehindTheGate(method)) {
                operation.addSecurityItem(new SecurityRequirement().addList(WAITING_TOKEN));
                if (operation.getRequestBody() != null) {
                    operation.addParametersItem(new HeaderParameter().name("Idempotency-Key")
                            .required(false)
                            .schema(new StringSchema().minLength(1).maxLength(255)));
                }
            }
            return withProblem(operation);
        };
    }

    private static boolean isBehindTheGate(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.getParameterType() == Caller.class);
    }

    private static Operation withProblem(Operation operation) {
        operation.getResponses().addApiResponse("default", new ApiResponse()
                .description("Refused; see code")
                .content(new Content().addMediaType("application/problem+json",
                        new MediaType().schema(
                                new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
        return operation;
    }

    /** Ids are strings to everybody outside. */
    @Bean
    ModelConverter idsAsStrings() {
        return new ModelConverter() {
            @Override
            public Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
                    Iterator<ModelConverter> others) {
                if (type.getType() instanceof Class<?> c
                        && (Id.class.isAssignableFrom(c) || c == UserId.class)) {
                    return new StringSchema();
                }
                return others.hasNext() ? others.next().resolve(type, context, others) : null;
            }
        };
    }
}
