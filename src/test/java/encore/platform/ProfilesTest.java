package encore.platform;

import encore.Encore;
import encore.kernel.EventLog;
import encore.testing.BesideServers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Every bean can be defined, wherever events are kept. Nothing is started: a name that Axon's own
 * configuration has as well shows before that.
 */
@BesideServers
class ProfilesTest {

    /** Thrown when all beans are defined, and none is made. */
    private static final class AllDefined extends RuntimeException {

        private final List<String> logs;

        private AllDefined(ConfigurableListableBeanFactory beans) {
            this.logs = List.of(beans.getBeanNamesForType(EventLog.class, true, false));
        }
    }

    private static List<String> eventLogs(String... profiles) {
        var application = new SpringApplicationBuilder(Encore.class)
                .profiles(profiles)
                .web(WebApplicationType.SERVLET)
                .properties("server.port=0")
                .initializers(context -> context.addBeanFactoryPostProcessor(beans -> {
                    throw new AllDefined(beans);
                }));
        return catchThrowableOfType(AllDefined.class, application::run).logs;
    }

    @Test
    void events_are_in_postgresql() {
        assertThat(eventLogs()).containsExactly("eventLog");
    }

    @Test
    void events_are_in_axon_server() {
        assertThat(eventLogs("axonserver")).containsExactly("axonServerEventLog");
    }
}
