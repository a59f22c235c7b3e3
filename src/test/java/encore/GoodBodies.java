package encore;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A body that every call with one takes, by the name of its type. */
final class GoodBodies {

    private GoodBodies() {}

    static Map<String, Map<String, Object>> at(Instant now) {
        var tomorrow = now.plus(Duration.ofDays(1)).toString();
        var bodies = new HashMap<String, Map<String, Object>>(Map.of(
                "TokenRequest", Map.of("userId", "somebody", "line", "default"),
                "PerformanceRequest",
                        Map.of(
                                "title",
                                "Piano Night",
                                "venue",
                                "Cellar",
                                "startsAt",
                                tomorrow,
                                "sections",
                                List.of(stalls(), section("Floor"), section("Balcony")),
                                "salesOpenAt",
                                now.toString(),
                                "salesCloseAt",
                                tomorrow,
                                "refundableUntil",
                                tomorrow),
                "ChangeRequest",
                        Map.of(
                                "title",
                                "Violin Night",
                                "venue",
                                "Attic",
                                "startsAt",
                                tomorrow,
                                "salesOpenAt",
                                now.toString(),
                                "refundableUntil",
                                tomorrow,
                                "status",
                                "CLOSED",
                                "reason",
                                "The hall has changed"),
                "ReservationRequest", Map.of("seatId", "nowhere"),
                "ChargeRequest", Map.of("amount", 1),
                "PaymentRequest", Map.of("reservationId", "nothing"),
                "RefundRequest", Map.of("reason", "Somebody is ill"),
                "CancellationRequest", Map.of("reason", "The pianist is ill"),
                "BlockRequest", Map.of("seatIds", List.of("nowhere"), "reason", "For the band"),
                "AuditRequest", Map.of("capacity", 100_000)));
        bodies.put("WishRequest", Map.of("count", 1, "section", "Floor"));
        bodies.put(
                "LineChangeRequest",
                Map.of(
                        "capacity",
                        100_000,
                        "admissionsPerMinute",
                        0,
                        "state",
                        "OPEN",
                        "message",
                        Map.of("ko", "어서 오세요", "en", "Welcome"),
                        "work",
                        Map.of("difficulty", 0),
                        "reason",
                        "It is time"));
        bodies.put("PersonRequest", Map.of("line", "default", "reason", "The pianist's mother"));
        bodies.put(
                "BeaconRequest",
                Map.of(
                        "line",
                        "default",
                        "round",
                        1,
                        "randomness",
                        "5e".repeat(32),
                        "signature",
                        "00"));
        return bodies;
    }

    static Map<String, Object> section(String name) {
        return Map.of("name", name, "rows", 1, "seatsPerRow", 1, "price", 1);
    }

    private static Map<String, Object> stalls() {
        return Map.of(
                "name",
                "Stalls",
                "layout",
                List.of(Map.of("label", "가", "seats", "1-2,5", "x", 1, "y", -0.5)),
                "price",
                0);
    }
}
