package encore.benchmark;

import encore.platform.eventstore.FloorStore;
import encore.platform.eventstore.FloorStore.Row;
import encore.testing.Superuser;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What HTTP alone costs: the server's Tomcat on virtual threads and its Spring MVC, without any of
 * the server's own filters, answering with the same bytes every time. And what HTTP and durable
 * storing cost together: the body is read, and the rows that the server would store are stored by
 * its shared commit, without any aggregate, read model or question.
 */
@ImportAutoConfiguration({
    org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration
            .class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@RestController
@TestComponent
class HttpFloor {

    private final Map<Integer, byte[]> constants = new ConcurrentHashMap<>();
    private final Map<String, List<List<Row>>> transactions = new ConcurrentHashMap<>();
    private FloorStore store;

    /** What clients send, whatever the call. */
    record Body(Long amount, String seatId, String userId, String reservationId) {}

    record Stored(String id, Instant at) {}

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

    /** From now on it stores into the database of a server whose data are there. */
    @PostMapping("/database")
    synchronized void use(@RequestParam Path data, @RequestParam String url) throws IOException {
        if (store != null) {
            store.close();
        }
        store = new FloorStore(Superuser.of(data, url));
    }

    /** What is stored under a name: transactions, each of events that the server has stored. */
    @PostMapping("/operations/{name}")
    void learn(
            @PathVariable String name,
            @RequestParam Path data,
            @RequestParam String url,
            @RequestBody List<String> events)
            throws IOException {
        var jdbc = JdbcClient.create(Superuser.of(data, url));
        transactions.put(
                name,
                events.stream()
                        .map(transaction -> FloorStore.newest(jdbc, transaction.split(" ")))
                        .toList());
    }

    @PostMapping("/operations/{name}/runs")
    @ResponseStatus(HttpStatus.CREATED)
    Stored store(@PathVariable String name, @RequestBody Body body) {
        transactions.get(name).forEach(store::store);
        return new Stored(name + body.amount(), Instant.now());
    }

    /** Takes the port. */
    public static void main(String[] args) {
        var floor = new SpringApplication(HttpFloor.class);
        floor.run(
                "--server.port=" + args[0],
                "--spring.config.location=optional:none/",
                "--spring.threads.virtual.enabled=true",
                "--spring.main.banner-mode=off");
    }
}
