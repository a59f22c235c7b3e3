package encore;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** An event-sourced concert ticketing server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class Encore {

    public static void main(String[] args) {
        SpringApplication.run(Encore.class, args);
    }
}
