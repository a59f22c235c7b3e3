package encore.http.access;

import encore.Encore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A server with a database of its own does not stand open unless somebody said so. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("reads what all print")
class OpenDoorTest {

    private static final String NOBODY_LISTENS = "jdbc:postgresql://127.0.0.1:1/none";

    private static void start(String... settings) {
        var application = new SpringApplication(Encore.class);
        application.setRegisterShutdownHook(false);
        var all = new String[settings.length + 2];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "--spring.datasource.url=" + NOBODY_LISTENS;
        all[settings.length + 1] = "--server.port=0";
        application.run(all).close();
    }

    @Test
    void it_does_not_start_and_says_what_to_set(CapturedOutput log) {
        assertThatThrownBy(() -> start()).isInstanceOf(OpenDoor.NotMeant.class);
        assertThat(log.getAll())
                .contains("ENCORE_SECURITY_ISSUER_KEY", "ENCORE_SECURITY_OPEN=true")
                .doesNotContain("\tat ");
    }

    @Test
    void a_blank_key_is_none() {
        assertThatThrownBy(() -> start("--encore.security.issuer-key= "))
                .isInstanceOf(OpenDoor.NotMeant.class);
    }

    @Test
    void with_a_key_or_told_to_be_open_it_goes_on_to_its_database(CapturedOutput log) {
        for (var setting : new String[] {
            "--encore.security.issuer-key=kept-by-the-shop", "--encore.security.open=true"
        }) {
            assertThatThrownBy(() -> start(setting))
                    .isNotInstanceOf(OpenDoor.NotMeant.class)
                    .hasStackTraceContaining("127.0.0.1:1");
        }
        assertThat(log.getOut().lines().filter(line -> line.contains("open to all")))
                .hasSize(1);
    }
}
