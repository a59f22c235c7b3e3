package encore.ticket;

import encore.http.Caller;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.List;

import static encore.ticket.SoldSeat.Status.VALID;
import static encore.ticket.SoldSeat.Status.VOID;
import static encore.ticket.TicketRefusal.TICKET_NOT_FOUND;
import static encore.ticket.TicketRefusal.TICKET_VOID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Tickets are for those who bought them. */
class TicketControllerTest {

    private static final UserId ANN = new UserId("ann");
    private static final UserId BOB = new UserId("bob");
    private final Shelf shelf = new Shelf();
    private final TicketSigner signer =
            new TicketSigner(List.of("a-key-for-tests-that-is-long-enough"));

    private final TicketController tickets = new TicketController(shelf, signer);

    private static Caller callOf(UserId user) {
        return new Caller(user, new TokenId("token"), "credential");
    }

    private static TicketId ticket(int place) {
        return TicketId.of(Shelf.RESERVATION, place);
    }

    private static void isRefused(TicketRefusal why, Runnable call) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(call::run)
                .matches(refused -> refused.is(why), why.name());
    }

    @Test
    void one_sees_ones_own_tickets() {
        shelf.with("ann", 1, VALID).with("ann", 2, VOID).with("bob", 3, VALID);
        var listed = tickets.list(callOf(ANN)).tickets();
        assertThat(listed)
                .extracting(TicketController.Ticket::ticketId)
                .containsExactly(ticket(1), ticket(2));
        assertThat(listed).extracting(TicketController.Ticket::status).containsExactly(VALID, VOID);
        assertThat(tickets.list(callOf(new UserId("cho"))).tickets()).isEmpty();
    }

    @Test
    void a_ticket_is_told_with_its_fields() {
        shelf.with("ann", 2, VALID);
        var told = JsonMapper.shared()
                .<JsonNode>valueToTree(tickets.list(callOf(ANN)))
                .get("tickets")
                .get(0);
        assertThat(told.propertyNames())
                .containsExactlyInAnyOrder(
                        "ticketId",
                        "reservationId",
                        "performanceId",
                        "seatId",
                        "section",
                        "row",
                        "number",
                        "rowLabel",
                        "title",
                        "venue",
                        "startsAt",
                        "code",
                        "status");
        assertThat(told.get("ticketId").asString()).isEqualTo(Shelf.RESERVATION.value() + "-2");
        assertThat(told.get("seatId").asString()).isEqualTo(Shelf.PERFORMANCE.value() + "-1-1-2");
        assertThat(told.get("startsAt").asString()).isEqualTo("2026-12-24T10:30:00Z");
        assertThat(told.get("status").asString()).isEqualTo("VALID");
    }

    @Test
    void what_is_scanned_is_the_tickets_code() {
        shelf.with("ann", 1, VALID).with("ann", 2, VALID);
        var answer = tickets.draw(callOf(ANN), ticket(2));
        assertThat(answer.getHeaders().getCacheControl()).isEqualTo("no-cache, private");
        assertThat(QrSvgTest.read(answer.getBody()))
                .isEqualTo(tickets.list(callOf(ANN)).tickets().get(1).code());
    }

    @Test
    void there_is_no_ticket_of_somebody_else_or_of_nobody() {
        shelf.with("ann", 1, VALID).with("ann", 2, VOID);
        isRefused(TICKET_NOT_FOUND, () -> tickets.draw(callOf(BOB), ticket(1)));
        isRefused(TICKET_NOT_FOUND, () -> tickets.draw(callOf(BOB), ticket(2)));
        isRefused(TICKET_NOT_FOUND, () -> tickets.draw(callOf(ANN), ticket(3)));
        isRefused(TICKET_NOT_FOUND, () -> tickets.draw(callOf(ANN), new TicketId("none")));
    }

    @Test
    void a_void_ticket_is_not_drawn() {
        shelf.with("ann", 1, VOID);
        isRefused(TICKET_VOID, () -> tickets.draw(callOf(ANN), ticket(1)));
    }

    @Test
    void the_keys_are_for_all_and_may_be_kept_for_an_hour() {
        var answer = tickets.keys();
        assertThat(answer.getHeaders().getCacheControl()).isEqualTo("max-age=3600, public");
        assertThat(answer.getBody().keys())
                .extracting(TicketController.Key::kid)
                .containsExactly(signer.keys().getFirst().id());
    }
}
