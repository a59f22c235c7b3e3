package encore.ticket;

import encore.concert.PerformanceId;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.OpenToAll;
import encore.http.Routes;
import encore.kernel.Refused;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static encore.ticket.TicketRefusal.TICKET_NOT_FOUND;
import static encore.ticket.TicketRefusal.TICKET_VOID;

/** Showing tickets to those who bought them, and the keys that they are checked with to all. */
@Tag(name = "Tickets", description = "What lets you in: one for each seat that you have bought")
@RestController
@RequestMapping(Routes.TICKETS)
class TicketController {

    private static final int AT_MOST = 1_000;
    private static final String SVG = "image/svg+xml";
    private static final Duration KEYS_LAST = Duration.ofHours(1);

    private final SoldSeats soldSeats;
    private final TicketSigner signer;

    TicketController(SoldSeats soldSeats, TicketSigner signer) {
        this.soldSeats = soldSeats;
        this.signer = signer;
    }

    /** The tickets of a user, newest purchase first. */
    record Tickets(List<Ticket> tickets) {}

    /**
     * A seat that was bought.
     *
     * @param row counted from 1
     * @param rowLabel what the row is called, its number if nothing else
     * @param code what is checked at the door: a JWT, signed with one of the published keys
     * @param status VOID when the seat was given back
     */
    record Ticket(
            TicketId ticketId,
            ReservationId reservationId,
            PerformanceId performanceId,
            SeatId seatId,
            String section,
            int row,
            int number,
            String rowLabel,
            String title,
            String venue,
            Instant startsAt,
            String code,
            SoldSeat.Status status) {}

    /** Public keys (RFC 7517): the one that signs now, then those that have signed before. */
    @Schema(name = "TicketKeys")
    record KeySet(List<Key> keys) {}

    /**
     * A public key (RFC 8037).
     *
     * @param kid what a ticket's code names it by
     * @param x the key, in base64url
     */
    @Schema(name = "TicketKey")
    record Key(String kty, String crv, String alg, String use, String kid, String x) {}

    /** Any token of yours will do. At most 1,000, newest purchase first. */
    @Operation(operationId = "listTickets", summary = "See your tickets")
    @GetMapping
    Tickets list(@InAnyState Caller caller) {
        return new Tickets(
                soldSeats.of(caller.user(), AT_MOST).stream().map(this::ticket).toList());
    }

    private Ticket ticket(SoldSeat sold) {
        return new Ticket(
                sold.ticket(),
                sold.reservation(),
                sold.performance(),
                sold.seat(),
                sold.section(),
                sold.row(),
                sold.number(),
                sold.rowLabel(),
                sold.title(),
                sold.venue(),
                sold.startsAt(),
                codeOf(sold),
                sold.status());
    }

    private String codeOf(SoldSeat sold) {
        return signer.code(sold.ticket(), sold.performance(), sold.seat());
    }

    /** Any token of yours will do. A void ticket is shown in the list only. */
    @Operation(operationId = "drawTicket", summary = "Draw the code of a ticket as a QR code")
    @Answers(status = 200, says = "The image", headers = "Cache-Control")
    @TicketRefusal.Possible({TICKET_NOT_FOUND, TICKET_VOID})
    @GetMapping(path = "/{id}/qr.svg", produces = SVG)
    ResponseEntity<String> draw(@InAnyState Caller caller, @PathVariable TicketId id) {
        var sold = id.seat()
                .flatMap(soldSeats::find)
                .filter(found -> found.user().equals(caller.user()))
                .orElseThrow(() -> new Refused(TICKET_NOT_FOUND));
        return switch (sold.status()) {
            case VALID ->
                ResponseEntity.ok()
                        .cacheControl(CacheControl.noCache().cachePrivate())
                        .body(QrSvg.of(codeOf(sold)));
            case VOID -> throw new Refused(TICKET_VOID);
        };
    }

    /** For the door: with them any JOSE library checks a ticket's code, offline. */
    @Operation(operationId = "showTicketKeys", summary = "See the keys that tickets are checked by")
    @Answers(status = 200, says = "A JWK set", headers = "Cache-Control")
    @OpenToAll
    @GetMapping("/keys")
    ResponseEntity<KeySet> keys() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(KEYS_LAST).cachePublic())
                .body(new KeySet(signer.keys().stream()
                        .map(key -> new Key(
                                "OKP",
                                "Ed25519",
                                "EdDSA",
                                "sig",
                                key.id(),
                                key.publicHalf().toString()))
                        .toList()));
    }
}
