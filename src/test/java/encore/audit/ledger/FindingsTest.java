package encore.audit.ledger;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** However much is broken, all of it is counted and a thousand violations are listed at most. */
class FindingsTest {

    private final Findings findings = new Findings();

    private static Violation violation(String rule) {
        return new Violation(rule, "broken", List.of());
    }

    private long kept(String rule) {
        return findings.kept().stream().filter(v -> v.rule().equals(rule)).count();
    }

    @Test
    void a_rule_broken_everywhere_leaves_room_for_the_others() {
        for (int i = 0; i < 5_000; i++) {
            findings.add(violation("OFTEN"));
        }
        findings.add(violation("ONCE"));
        assertThat(findings.found()).isEqualTo(5_001);
        assertThat(findings.counts()).containsEntry("OFTEN", 5_000L).containsEntry("ONCE", 1L);
        assertThat(kept("OFTEN")).isEqualTo(200);
        assertThat(kept("ONCE")).isEqualTo(1);
    }

    @Test
    void a_thousand_are_kept() {
        for (int rule = 0; rule < 8; rule++) {
            var some = Collections.nCopies(200, violation("RULE_" + rule));
            findings.add("RULE_" + rule, some, 1_000_000);
        }
        assertThat(findings.found()).isEqualTo(8_000_000);
        assertThat(findings.kept()).hasSize(1_000);
        assertThat(findings.counts()).hasSize(8);
    }
}
