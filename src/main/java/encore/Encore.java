package encore;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.scheduling.annotation.EnableScheduling;

/** An event-sourced concert ticketing server. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableJpaRepositories
@EnableScheduling
public class Encore {

    public static void main(String[] args) {
        System.setProperty("disable-axoniq-console-message", "true");
        SpringApplication.run(Encore.class, args);
    }
}
