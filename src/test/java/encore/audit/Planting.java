package encore.audit;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.test.context.TestPropertySource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Events are put into a store that nobody reads, and nothing else is said of them than is due. */
@TestPropertySource(
        properties = {"a.store.of.its.own=Planting", "encore.waiting.time-out-every=1h"})
abstract class Planting extends AuditOverHttp {

    protected Plant plant;

    @BeforeEach
    void nobodyReadsWhatIsPlanted() {
        nobodyReads();
        plant = new Plant(jdbc);
    }

    protected void found(String... violations) {
        var audit = audit(null);
        assertThat(violations(audit, plant.all())).containsExactlyInAnyOrder(violations);
        if (violations.length > 0) {
            assertThat(audit.get("intact").asBoolean()).isFalse();
        }
    }

    protected static String says(String rule, String... events) {
        return rule + " " + List.of(events);
    }
}
