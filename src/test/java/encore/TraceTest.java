package encore;

import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What one request brings about has one trace id, from the door to what the saga makes of it. */
class TraceTest extends OverHttp {

    private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    private List<String> events(String trace) {
        return jdbc.sql("""
                select payload_type from domain_event_entry
                 where convert_from(meta_data, 'UTF8')::jsonb ->> 'traceId' = ?
                 order by global_index
                """).param(trace).query(String.class).list();
    }

    @Test
    void a_payment_and_all_that_comes_of_it() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        ann.charges(PRICE).is(201);
        var answer = ann.post(
                        "/payments",
                        Map.of("reservationId", reservation),
                        Map.of("traceparent", "00-" + ID + "-00f067aa0ba902b7-01"))
                .is(201);
        assertThat(answer.header("Trace-Id")).isEqualTo(ID);
        eventually(() -> events(ID).contains("TokenExpired"));
        assertThat(events(ID))
                .contains(
                        "PaymentRequested",
                        "PointDeducted",
                        "SeatSold",
                        "ReservationPaid",
                        "TokenExpired");
    }

    @Test
    void a_hold_that_an_automation_ends_belongs_to_what_ended_it() {
        var ann = shop.customer("ann");
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        var trace = ann.cancels(reservation).is(204).header("Trace-Id");
        eventually(() -> events(trace).contains("SeatReleased"));
    }

    @Test
    void each_request_that_brings_none_gets_one_of_its_own() {
        var first = shop.somebody("ann").asksForToken().is(201).header("Trace-Id");
        var second = shop.somebody("bob").asksForToken().is(201).header("Trace-Id");
        assertThat(first).matches("[0-9a-f]{32}").isNotEqualTo(second);
        assertThat(events(first)).contains("TokenIssued");
        assertThat(shop.get("/no/such/thing", Map.of()).is(404).header("Trace-Id"))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736",
                "x' or 1=1 --",
                "[0m"
            })
    void what_is_no_trace_is_replaced(String sent) {
        assertThat(shop.get("/no/such/thing", Map.of("traceparent", sent)).header("Trace-Id"))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(ID);
    }
}
