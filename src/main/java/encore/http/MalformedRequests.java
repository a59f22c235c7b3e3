package encore.http;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** What is not even HTTP as it should be, Tomcat refuses by itself: without a word about itself. */
public class MalformedRequests extends ErrorReportValve {

    private static final String PROBLEM = """
            {"type":"urn:encore:invalid-request","title":"Bad Request","status":%d,\
            "detail":"The request is malformed.","instance":"/","code":"INVALID_REQUEST",\
            "errors":[{"field":"request","message":"is malformed"}]}""";

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        response.setContentType("application/problem+json");
        try {
            response.getOutputStream().write(PROBLEM.formatted(response.getStatus())
                    .getBytes(StandardCharsets.UTF_8));
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Config {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> malformedRequests() {
            return factory -> factory.addContextCustomizers(context ->
                    ((StandardHost) context.getParent())
                            .setErrorReportValveClass(MalformedRequests.class.getName()));
        }
    }
}
