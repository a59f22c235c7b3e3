package encore.benchmark;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What HTTP alone costs: the server's Tomcat on virtual threads and its Spring MVC, without any of
 * the server's own filters, answering with the same bytes every time.
 */
@ImportAutoConfiguration({
        org.springframework.boot.tomcat.autoconfigure.servlet
                .TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class, WebMvcAutoConfiguration.class,
        JacksonAutoConfiguration.class})
@RestController
@TestComponent
class HttpFloor {

    private final Map<Integer, byte[]> constants = new ConcurrentHashMap<>();

    @GetMapping("/constant/{size}")
    ResponseEntity<byte[]> constant(@PathVariable int size) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(constants.computeIfAbsent(size, HttpFloor::bytes));
    }

    private static byte[] bytes(int size) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) ' ');
        return bytes;
    }

    /** Takes the port. */
    public static void main(String[] args) {
        var floor = new SpringApplication(HttpFloor.class);
        floor.run("--server.port=" + args[0], "--spring.config.location=optional:none/",
                "--spring.threads.virtual.enabled=true", "--spring.main.banner-mode=off");
    }
}
