package encore.journey;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/** Diagrams "잔액 충전" (charge points) and "잔액 조회" (balance). */
class PointJourneyTest extends OverHttp {

    @Test
    void a_charge_is_a_new_line_and_a_higher_balance() {
        var ann = shop.customer("ann");
        assertThat(ann.balance()).isZero();
        var charged = ann.charges(1_000).is(201);
        assertThat(charged.text("userId")).isEqualTo(ann.name());
        assertThat(charged.number("balance")).isEqualTo(1_000);
        assertThat(ann.charges(234).is(201).number("balance")).isEqualTo(1_234);
        assertThat(ann.get("/points").is(200).json())
                .isEqualTo(charged.json().deepCopy().asObject().put("balance", 1_234));
        var entries = ann.get("/points/history").is(200).get("entries");
        assertThat(entries.get(0).get("type").asString()).isEqualTo("CHARGE");
        assertThat(entries.get(0).get("amount").asLong()).isEqualTo(234);
        assertThat(entries.get(0).get("balance").asLong()).isEqualTo(1_234);
        assertThat(entries.get(0).get("reference").asString()).isNotBlank();
        assertThat(entries.get(0).get("at").asString()).endsWith("Z");
        assertThat(entries.get(1).get("amount").asLong()).isEqualTo(1_000);
    }

    @Test
    void the_history_is_read_page_by_page_newest_first() {
        var ann = shop.customer("ann");
        for (int amount = 1; amount <= 5; amount++) {
            ann.charges(amount).is(201);
        }
        var amounts = new ArrayList<Long>();
        var page = ann.get("/points/history?limit=2").is(200);
        while (true) {
            page.get("entries").forEach(entry -> amounts.add(entry.get("amount").asLong()));
            if (page.get("next").isNull()) {
                break;
            }
            page = ann.get("/points/history?limit=2&after=" + page.get("next").asString())
                    .is(200);
        }
        assertThat(amounts).containsExactly(5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void the_balance_has_a_limit() {
        var ann = shop.customer("ann");
        for (int i = 0; i < 100; i++) {
            ann.charges(10_000_000).is(201);
        }
        assertThat(ann.balance()).isEqualTo(1_000_000_000);
        ann.charges(1).isRefused(409, "BALANCE_LIMIT");
        assertThat(ann.balance()).isEqualTo(1_000_000_000);
    }
}
