package encore.payment;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** A payment whose step keeps failing is set aside, told and tried again; all others go on. */
class StalledPaymentsTest extends OverHttp {

    @Autowired
    private Cache aggregateCache;

    /** From now on the stream can't be read; answers with what mends it. */
    private Runnable spoil(String stream) {
        written();
        var before = jdbc.sql("select payload from domain_event_entry"
                        + " where aggregate_identifier = ? and sequence_number = 0")
                .param(stream)
                .query(byte[].class)
                .single();
        replace(stream, "{".getBytes());
        return () -> replace(stream, before);
    }

    private void replace(String stream, byte[] payload) {
        jdbc.sql("update domain_event_entry set payload = ?"
                        + " where aggregate_identifier = ? and sequence_number = 0")
                .params(payload, stream)
                .update();
        aggregateCache.remove(stream);
    }

    private Optional<JsonNode> stalled(String payment) {
        return shop.operator("GET", "/stalled-payments?limit=100", null)
                .is(200)
                .get("payments")
                .valueStream()
                .filter(found -> found.get("paymentId").asString().equals(payment))
                .findFirst();
    }

    @Test
    void one_that_fails_holds_no_other_up_and_ends_when_it_can() {
        var ann = shop.customer("ann");
        ann.charges(PRICE).is(201);
        var reservation = ann.reserves(freeSeat()).is(201).text("reservationId");
        var mend = spoil("points:" + ann.name());

        var payment = ann.pays(reservation).is(202);
        assertThat(payment.text("status")).isEqualTo("PENDING");
        assertThat(payment.location()).isEqualTo("/payments/" + payment.text("paymentId"));
        ann.get(payment.location()).is(200);
        buys(shop.customer("bob"));
        var id = payment.text("paymentId");
        assertThat(stalled(id)).isEmpty();

        clock.forward(Duration.ofMinutes(1));
        eventually(() ->
                stalled(id).filter(found -> found.get("tries").asInt() > 0).isPresent());
        assertThat(stalled(id).orElseThrow().get("error").asString())
                .contains("UnexpectedEndOfInputException");
        var again = shop.operator("POST", "/stalled-payments/" + id + "/retries", null)
                .is(200);
        assertThat(again.text("error")).contains("UnexpectedEndOfInputException");
        buys(shop.customer("bob"));

        mend.run();
        assertThat(shop.operator("POST", "/stalled-payments/" + id + "/retries", null)
                        .is(200)
                        .get("error")
                        .isNull())
                .isTrue();
        eventually(() -> stored("ReservationPaid", "reservation:" + reservation) == 1);
        eventually(() -> stalled(id).isEmpty());
        shop.operator("POST", "/stalled-payments/" + id + "/retries", null)
                .isRefused(404, "PAYMENT_NOT_FOUND");
        assertThat(stored("PointDeducted", "points:" + ann.name())).isEqualTo(1);
    }

    private void buys(Person buyer) {
        buyer.charges(PRICE).is(201);
        buyer.pays(buyer.reserves(freeSeat()).is(201).text("reservationId")).is(201);
    }

    @Test
    void an_automation_that_fails_for_one_goes_on_for_the_others() {
        var letters = "/projections/automation-release-seat/dead-letters";
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        var spoilt = freeSeat();
        var reservation = ann.reserves(spoilt).is(201).text("reservationId");
        var mend = spoil("seat:" + spoilt);
        ann.cancels(reservation).is(204);
        eventually(() -> shop.operator("GET", letters, null).is(200).number("total") == 1);

        var seat = freeSeat();
        bob.cancels(bob.reserves(seat).is(201).text("reservationId")).is(204);
        assertThat(statusOf(bob, seat)).isEqualTo("AVAILABLE");

        mend.run();
        assertThat(shop.operator("POST", letters + "/retries", null)
                        .is(200)
                        .json()
                        .toString())
                .isEqualTo("{\"retried\":1,\"left\":0}");
        assertThat(stored("SeatReleased", "seat:" + spoilt)).isEqualTo(1);
    }

    @Test
    void only_the_operator_may_see_them() {
        shop.get("/stalled-payments", Map.of()).isRefused(401, "OPERATOR_REQUIRED");
    }
}
