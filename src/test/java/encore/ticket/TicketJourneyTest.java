package encore.ticket;

import encore.testing.OverHttp;
import encore.testing.Person;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

import java.util.Map;

import static encore.ticket.SoldSeat.Status.VALID;
import static encore.ticket.SoldSeat.Status.VOID;
import static org.assertj.core.api.Assertions.assertThat;

/** Tickets as their owner's browser, and the door, ask for them. */
@Import(TicketJourneyTest.Sold.class)
class TicketJourneyTest extends OverHttp {

    @TestConfiguration(proxyBeanMethods = false)
    static class Sold {

        @Bean
        @Primary
        Shelf shelf() {
            return new Shelf();
        }
    }

    @Autowired
    private Shelf shelf;

    private static String image(int place) {
        return "/tickets/" + TicketId.of(Shelf.RESERVATION, place).value() + "/qr.svg";
    }

    private Person owner(String name, int place, SoldSeat.Status status) {
        var owner = shop.customer(name);
        shelf.with(owner.name(), place, status);
        return owner;
    }

    @Test
    void a_token_that_is_over_still_shows_what_was_bought() {
        var ann = owner("ann", 1, VALID);
        ann.leaves().is(204);
        ann.get("/points").isRefused(401, "TOKEN_EXPIRED");
        var tickets = ann.get("/tickets").is(200).get("tickets");
        assertThat(tickets.size()).isOne();
        var ticket = tickets.get(0);
        assertThat(ticket.get("ticketId").asString()).isEqualTo(Shelf.RESERVATION.value() + "-1");
        assertThat(ticket.get("title").asString()).isEqualTo("Piano Night");
        assertThat(ticket.get("rowLabel").asString()).isEqualTo("1");
        assertThat(QrSvgTest.read(ann.get(image(1)).is(200).body()))
                .isEqualTo(ticket.get("code").asString());
    }

    @Test
    void the_image_is_one_and_is_kept_by_nobody_else() {
        var cho = owner("cho", 2, VALID);
        for (var accept : new String[] {"image/*", "application/json", "text/event-stream"}) {
            var image = cho.get(image(2), Map.of("Accept", accept)).is(200);
            assertThat(image.header("Content-Type")).startsWith("image/svg+xml");
            assertThat(image.header("Cache-Control")).isEqualTo("no-cache, private");
            assertThat(image.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void what_is_void_is_told_and_not_drawn() {
        var dan = owner("dan", 3, VOID);
        var ticket = dan.get("/tickets").is(200).get("tickets").get(0);
        assertThat(ticket.get("status").asString()).isEqualTo("VOID");
        dan.get(image(3)).isRefused(409, "TICKET_VOID");
    }

    @Test
    void nobody_sees_the_ticket_of_another() {
        owner("eun", 4, VALID);
        var foe = shop.customer("foe");
        assertThat(foe.get("/tickets").is(200).get("tickets").isEmpty()).isTrue();
        foe.get(image(4)).isRefused(404, "TICKET_NOT_FOUND");
        foe.get("/tickets/none/qr.svg").isRefused(404, "TICKET_NOT_FOUND");
        foe.get("/tickets/a.b/qr.svg").isRefused(400, "INVALID_REQUEST");
        shop.get(image(4), Map.of()).isRefused(401, "TOKEN_REQUIRED");
        shop.get("/tickets", Map.of()).isRefused(401, "TOKEN_REQUIRED");
    }

    @Test
    void the_keys_are_for_everybody() {
        var keys = shop.get("/tickets/keys", Map.of()).is(200);
        assertThat(keys.header("Cache-Control")).isEqualTo("max-age=3600, public");
        assertThat(keys.get("keys").size()).isOne();
        assertThat(keys.get("keys").get(0).get("crv").asString()).isEqualTo("Ed25519");
        assertThat(keys.get("keys").get(0).has("d")).isFalse();
    }
}
