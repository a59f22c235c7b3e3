package encore.http.description;

import encore.http.Caller;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Operator;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is said of the API as a whole, and what its calls refer to. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    static final String WAITING_TOKEN = "waitingToken";
    static final String OPERATOR = "operator";
    static final String ISSUER_KEY = "issuerKey";

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, NewId.class, Operator.class);
    }

    @Bean
    OpenAPI api(Problem problem, @Value("${server.servlet.context-path:/}") String root)
            throws IOException {
        var components = new Components()
                .addSecuritySchemes(
                        WAITING_TOKEN,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("Waiting-Token")
                                .description(
                                        "The token that POST " + Routes.TOKENS + " answered with"))
                .addSecuritySchemes(
                        OPERATOR,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("basic")
                                .description("The operator's name and password"))
                .addSecuritySchemes(
                        ISSUER_KEY,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "The key that the shop in front shares with this server,"
                                                + " where one is set"));
        Headers.ALL.forEach(components::addHeaders);
        components.addParameters(RequestHeaders.ACCEPT_LANGUAGE, RequestHeaders.acceptLanguage());
        components.addParameters(RequestHeaders.IDEMPOTENCY_KEY, RequestHeaders.idempotencyKey());
        problem.describeIn(components);
        return new OpenAPI()
                .info(new Info()
                        .title("Encore")
                        .summary("Concert tickets: get in line, pick a seat, pay with points")
                        .description(introduction())
                        .version("v1")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .addServersItem(new Server().url(root).description("This server"))
                .components(components);
    }

    private static String introduction() throws IOException {
        return new ClassPathResource("introduction.md", ApiDescription.class)
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
