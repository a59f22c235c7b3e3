package encore.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Puts the events of orders of several seats into the store. What is not said is as it should be.
 * Every method that plants one event answers with its id.
 */
final class PlantOrders {

    static final Instant START = Instant.parse("2026-02-01T10:00:00Z");
    static final long PRICE = 50;

    private final Plant plant;

    PlantOrders(Plant plant) {
        this.plant = plant;
    }

    /** Somebody with two seats of one order, whose names nobody else has. */
    Order order() {
        return order(2);
    }

    Order order(int seats) {
        return new Order(UUID.randomUUID().toString().substring(0, 8), seats);
    }

    /** Time goes on. */
    void at(Duration sinceStart) {
        plant.now = START.plus(sinceStart);
    }

    String blocked(String seat, String by, String reason) {
        return kept("SeatBlocked", seat, by, reason);
    }

    String unblocked(String seat) {
        return kept("SeatUnblocked", seat, "operator", "sold after all");
    }

    private String kept(String type, String seat, String by, String reason) {
        return plant.event(
                type,
                "seat:" + seat,
                "seat",
                seat,
                "performance",
                "hall",
                "by",
                by,
                "reason",
                reason,
                "at",
                START);
    }

    final class Order {

        final String name;
        String account;
        String token;
        String payment;
        String reservation;
        List<String> seats;
        long amount;
        Instant until = START.plus(Duration.ofMinutes(5));
        Instant freeFrom = until.plusSeconds(20);
        Instant tokenUntil = START.plus(Duration.ofMinutes(10));

        private Order(String name, int count) {
            this.name = name;
            account = "user-" + name;
            token = "token-" + name;
            payment = "payment-" + name;
            reservation = "reservation-" + name;
            seats = IntStream.rangeClosed(1, count)
                    .mapToObj(n -> "hall-1-" + n + "-" + name)
                    .toList();
            amount = PRICE * count;
        }

        String first() {
            return seats.getFirst();
        }

        void enters() {
            token("TokenIssued", "at", START);
            token("TokenActivated", "at", START, "until", tokenUntil);
        }

        String extended(Instant to) {
            return token("TokenExtended", "until", to);
        }

        String spent() {
            return token("TokenSpent", "payment", payment);
        }

        String regained() {
            return token("TokenRegained", "payment", payment);
        }

        String ends(String reason) {
            return token("TokenExpired", "reason", reason, "at", START);
        }

        private String token(String type, Object... more) {
            return plant.event(
                    type, "waiting:" + account, with(more, "user", account, "token", token));
        }

        private String seat(String type, String seat, Object... more) {
            var all = with(more, "seat", seat, "performance", "hall", "reservation", reservation);
            return type.equals("SeatSold") || type.equals("SeatDeclined")
                    ? plant.event(type, "seat:" + seat, all)
                    : plant.revised(type, "seat:" + seat, all);
        }

        private Object[] ofReservation(Object... more) {
            return with(more, "reservation", reservation);
        }

        private String stream() {
            return "reservation:" + reservation;
        }

        String held(String seat) {
            return seat("SeatHeld", seat, "user", account, "until", until, "freeFrom", freeFrom);
        }

        String opened() {
            var reserved = seats.stream().map(seat -> new Reserved(seat, PRICE)).toList();
            return plant.revised(
                    "ReservationOpened",
                    stream(),
                    ofReservation(
                            "user",
                            account,
                            "performance",
                            "hall",
                            "seats",
                            reserved,
                            "price",
                            amount,
                            "holdUntil",
                            until,
                            "freeFrom",
                            freeFrom));
        }

        /** Comes in and reserves. Answers with the opening. */
        String reserves() {
            enters();
            seats.forEach(this::held);
            return opened();
        }

        private String points(String type, String what, String which, long balance) {
            return plant.event(
                    type,
                    "points:" + account,
                    "user",
                    account,
                    what,
                    which,
                    "amount",
                    amount,
                    "balance",
                    balance);
        }

        String charged() {
            return points("PointCharged", "charge", "charge-" + UUID.randomUUID(), amount);
        }

        String deducted() {
            return points("PointDeducted", "payment", payment, 0);
        }

        String pointsBack() {
            return points("PointRefunded", "payment", payment, amount);
        }

        String requests() {
            return plant.revised(
                    "PaymentRequested",
                    stream(),
                    ofReservation(
                            "payment", payment, "user", account, "token", token, "seats", seats,
                            "amount", amount, "at", START));
        }

        /** Reserves, and pays with all points there are. Answers with the payment's request. */
        String asksToPay() {
            reserves();
            charged();
            var requested = requests();
            spent();
            deducted();
            return requested;
        }

        String sold(String seat) {
            return seat("SeatSold", seat, "payment", payment);
        }

        String declined(String seat) {
            return seat("SeatDeclined", seat, "payment", payment);
        }

        String paid() {
            return plant.event("ReservationPaid", stream(), ofReservation("payment", payment));
        }

        String rejected(String reason) {
            return plant.event(
                    "PaymentRejected",
                    stream(),
                    ofReservation("payment", payment, "reason", reason, "balance", 0));
        }

        /** All of it, from coming in to going. Answers with the end of the payment. */
        String buys() {
            asksToPay();
            seats.forEach(this::sold);
            var paid = paid();
            ends("PAID");
            return paid;
        }

        String refunded(Instant from) {
            return refunded(from, "operator", "the hall is flooded");
        }

        String refunded(Instant from, String by, String reason) {
            return plant.event(
                    "ReservationRefunded",
                    stream(),
                    ofReservation(
                            "payment",
                            payment,
                            "refund",
                            "refund-" + UUID.randomUUID(),
                            "user",
                            account,
                            "performance",
                            "hall",
                            "seats",
                            seats,
                            "amount",
                            amount,
                            "by",
                            by,
                            "reason",
                            reason,
                            "freeFrom",
                            from,
                            "at",
                            START));
        }

        String cancelled(Instant from) {
            return plant.revised(
                    "ReservationCancelled",
                    stream(),
                    ofReservation("seats", seats, "freeFrom", from));
        }

        String released(String seat, Instant from) {
            return seat("SeatReleased", seat, "freeFrom", from);
        }

        /** All seats. Answers with the release of the first. */
        String releases(Instant from) {
            return seats.stream().map(seat -> released(seat, from)).toList().getFirst();
        }
    }

    /** A seat of a reservation, as it is stored. */
    record Reserved(String seat, long price) {}

    private static Object[] with(Object[] more, Object... first) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
    }
}
