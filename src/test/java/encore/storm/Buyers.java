package encore.storm;

import encore.storm.Client.NoAnswer;
import encore.storm.Client.Reply;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** People who buy, one after the other and many at once, for as long as they may. */
final class Buyers {

    static final long PRICE = 100;

    static final int ROWS = 20;
    static final int SEATS_A_ROW = 100;

    private static final int AT_ONCE = 16;

    /** The hall is never full: nobody is told that it is. */
    private static final Set<String> WHY_NOT = Set.of("SEAT_TAKEN", "PERFORMANCE_CANCELLED");

    private final Client client;
    private final Ledger ledger;
    private final Supplier<String> performance;
    private final AtomicInteger people = new AtomicInteger();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final List<Thread> threads;

    Buyers(Client client, Ledger ledger, Supplier<String> performance) {
        this.client = client;
        this.ledger = ledger;
        this.performance = performance;
        this.threads = IntStream.range(0, AT_ONCE)
                .mapToObj(n -> Thread.startVirtualThread(this::buy))
                .toList();
    }

    /** Waits until each has done what he had begun. */
    void stop() throws InterruptedException {
        stopped.set(true);
        for (var thread : threads) {
            thread.join();
        }
    }

    private void buy() {
        while (!stopped.get()) {
            var buyer = new Buyer("buyer" + System.nanoTime() + "-" + people.incrementAndGet());
            try {
                buyer.visit();
                buyer.leave();
            } catch (NoAnswer e) {
                // It is noted.
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                ledger.findings.add(e.toString());
            }
        }
    }

    private final class Buyer {

        private final ThreadLocalRandom random = ThreadLocalRandom.current();
        private final String name;
        private String token;

        private Buyer(String name) {
            this.name = name;
        }

        private void visit() throws InterruptedException {
            if (!comesIn()) {
                return;
            }
            charge();
            look("/tokens/me", Set.of(200));
            var today = LocalDate.now(ZoneOffset.UTC);
            look("/performances?from=" + today + "&to=" + today.plusDays(3), Set.of(200));
            for (int orders = random.nextInt(1, 3); orders > 0; orders--) {
                var reservation = reserve("reserve" + orders);
                if (reservation == null) {
                    continue;
                }
                if (random.nextInt(5) == 0) {
                    cancel(reservation);
                } else if (random.nextInt(8) > 0) {
                    if (pay(reservation)) {
                        // The payment has ended it.
                        token = null;
                    }
                    return;
                }
            }
        }

        /** But for a few, who just close the page. */
        private void leave() throws InterruptedException {
            if (token != null && random.nextInt(20) > 0) {
                expect(
                        "leave",
                        client.send("DELETE", "/tokens/me", token, null, null),
                        Set.of(204));
            }
        }

        private boolean comesIn() throws InterruptedException {
            var joined = expect(
                    "join",
                    client.send("POST", "/tokens", null, Map.of("userId", name), null),
                    Set.of(200, 201));
            token = joined.text("token");
            var status = joined.text("status");
            while (status.equals("WAITING") && !stopped.get()) {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(50, 200));
                status = look("/tokens/me", Set.of(200)).text("status");
            }
            return status.equals("ACTIVE");
        }

        private void charge() throws InterruptedException {
            for (int times = random.nextInt(1, 4); times > 0; times--) {
                long amount = random.nextInt(1, 3) * PRICE;
                ledger.chargesAsked.merge(name, amount, Long::sum);
                var charged = client.send(
                        "POST",
                        "/points/charges",
                        token,
                        Map.of("amount", amount),
                        "charge" + times);
                expect("charge", charged, Set.of(201));
                long all = ledger.chargesAnswered.merge(name, amount, Long::sum);
                var seen = look("/points", Set.of(200));
                if (seen.body().get("balance").asLong() != all) {
                    ledger.findings.add(name + " has charged " + all + " and sees " + seen);
                }
            }
        }

        /** One to four seats: neighbours chosen by hand, or the best there are. */
        private String reserve(String key) throws InterruptedException {
            var show = performance.get();
            int count = random.nextInt(1, 5);
            var byHand = random.nextBoolean() ? neighbours(show, count) : null;
            var wanted = byHand == null
                    ? Map.of("performanceId", show, "count", count)
                    : Map.of("seatIds", byHand);
            var reserved = expect(
                    "reserve",
                    client.send("POST", "/reservations", token, wanted, key),
                    Set.of(201, 409));
            if (reserved.status() != 201) {
                if (!WHY_NOT.contains(reserved.text("code"))) {
                    ledger.findings.add(name + " reserves " + wanted + ": " + reserved);
                }
                return null;
            }
            var id = reserved.text("reservationId");
            ledger.reserved.add(id);
            var seen = look("/reservations/" + id, Set.of(200));
            var seats = seats(seen);
            boolean isAsWanted = byHand == null
                    ? seats.size() == count
                    : Set.copyOf(seats).equals(Set.copyOf(byHand));
            if (!isAsWanted || !seats.equals(seats(reserved))) {
                ledger.findings.add("reserved " + wanted + " and sees " + seen);
            }
            return id;
        }

        private List<String> neighbours(String show, int count) {
            int row = random.nextInt(1, ROWS + 1);
            int first = random.nextInt(1, SEATS_A_ROW + 2 - count);
            return IntStream.range(first, first + count)
                    .mapToObj(number -> show + "-1-" + row + "-" + number)
                    .toList();
        }

        private List<String> seats(Reply reservation) {
            return reservation
                    .body()
                    .path("seats")
                    .valueStream()
                    .map(seat -> seat.get("seatId").asString())
                    .toList();
        }

        private void cancel(String reservation) throws InterruptedException {
            expect(
                    "cancel",
                    client.send("DELETE", "/reservations/" + reservation, token, null, null),
                    Set.of(204));
            ledger.cancelled.add(reservation);
        }

        /** Whether it is paid, or may be. */
        private boolean pay(String reservation) throws InterruptedException {
            var paid = expect(
                    "pay",
                    client.send(
                            "POST",
                            "/payments",
                            token,
                            Map.of("reservationId", reservation),
                            "pay"),
                    Set.of(201, 202, 402, 409));
            if (paid.status() == 201) {
                ledger.paid.add(paid.text("paymentId"));
                ledger.bought.add(reservation);
            }
            return paid.status() < 300;
        }

        private Reply look(String path, Set<Integer> allowed) throws InterruptedException {
            // People think, and the machine has to start nodes besides.
            TimeUnit.MILLISECONDS.sleep(random.nextInt(100, 500));
            return expect("GET " + path, client.send("GET", path, token, null, null), allowed);
        }

        /** Whose time inside is over goes home; nobody else is refused but for a reason. */
        private Reply expect(String what, Reply reply, Set<Integer> allowed) {
            if (reply.text("code").equals("TOKEN_EXPIRED")) {
                throw new NoAnswer();
            }
            boolean saysNothing = reply.body().isNull() && reply.status() != 204;
            if (!allowed.contains(reply.status()) || saysNothing) {
                ledger.findings.add(name + ": " + what + " was answered " + reply);
                throw new NoAnswer();
            }
            return reply;
        }
    }
}
