package encore.storm;

import encore.storm.Client.NoAnswer;
import encore.storm.Client.Reply;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The operator, who takes back what some have bought, and cancels a whole performance. */
final class Organiser {

    private static final int OF_SO_MANY_BOUGHT = 3;

    private final Client client;
    private final Ledger ledger;
    private final String doomed;
    private final long cancelAt;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Thread thread;

    /**
     * Begins at once.
     *
     * @param doomed the performance to be cancelled
     * @param afterMillis when to do so
     */
    Organiser(Client client, Ledger ledger, String doomed, long afterMillis) {
        this.client = client;
        this.ledger = ledger;
        this.doomed = doomed;
        this.cancelAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(afterMillis);
        this.thread = Thread.startVirtualThread(this::work);
    }

    /** Waits until it is cancelled. */
    void stop() throws InterruptedException {
        stopped.set(true);
        thread.join();
    }

    private void work() {
        boolean isCancelled = false;
        try {
            for (int n = 0; !stopped.get() || !isCancelled; n++) {
                if (!isCancelled && System.nanoTime() > cancelAt) {
                    isCancelled = true;
                    cancel();
                }
                var bought = ledger.bought.poll();
                if (bought == null) {
                    TimeUnit.MILLISECONDS.sleep(50);
                } else if (n % OF_SO_MANY_BOUGHT == 0) {
                    refund(bought);
                }
            }
        } catch (NoAnswer e) {
            // It is noted.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cancel() throws InterruptedException {
        expect(
                client.post(
                        "/performances/" + doomed + "/cancellation",
                        Map.of("reason", "A storm"),
                        "cancel-" + doomed),
                Set.of(202));
    }

    /** The cancellation may have come first. */
    private void refund(String reservation) throws InterruptedException {
        expect(
                client.post(
                        "/reservations/" + reservation + "/refunds",
                        Map.of("reason", "They fell ill"),
                        "refund-" + reservation),
                Set.of(200, 201));
        ledger.refunded.add(reservation);
    }

    private void expect(Reply reply, Set<Integer> allowed) {
        if (!allowed.contains(reply.status())) {
            ledger.findings.add("the operator was answered " + reply);
            throw new NoAnswer();
        }
    }
}
