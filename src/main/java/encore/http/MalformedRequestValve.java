package encore.http;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What never reaches Spring MVC, because it is not HTTP as it should be or because Tomcat or a
 * filter refuses it, is answered by a problem document like everything else.
 */
class MalformedRequestValve extends ErrorReportValve {

    private final ObjectProvider<Problems> problems;

    MalformedRequestValve(ObjectProvider<Problems> problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            problems.getObject().write(request, response, Problems.byStatus(response.getStatus()));
            response.finishResponse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Config {

        @Bean
        WebServerFactoryCustomizer<TomcatServletWebServerFactory> malformedRequests(
                ObjectProvider<Problems> problems) {
            return factory -> factory.addContextCustomizers(context -> {
                var host = (StandardHost) context.getParent();
                host.setErrorReportValveClass("");
                host.getPipeline().addValve(new MalformedRequestValve(problems));
            });
        }
    }
}
