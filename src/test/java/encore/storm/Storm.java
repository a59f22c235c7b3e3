package encore.storm;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** Two nodes, their database, and people who buy while one fault after the other strikes. */
final class Storm implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Storm.class);

    private static final int MIDDLE_MILLIS = 2_500;

    private final StormDatabase database;
    private final List<StormNode> nodes;
    private final Ledger ledger = new Ledger();
    private volatile String performance;
    private volatile String cancelled;

    Storm(Path directory) throws Exception {
        this.database = new StormDatabase(directory);
        this.nodes = List.of(
                new StormNode("one", directory, database.url()),
                new StormNode("other", directory, database.url()));
        nodes.getFirst().start();
        nodes.getFirst().awaitReady();
        nodes.getLast().start();
        nodes.getLast().awaitReady();
    }

    StormDatabase database() {
        return database;
    }

    List<StormNode> nodes() {
        return nodes;
    }

    Ledger ledger() {
        return ledger;
    }

    String performance() {
        return performance;
    }

    /** The one that was cancelled while people bought. */
    String cancelled() {
        return cancelled;
    }

    StormNode any(Random random) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    StormNode otherThan(StormNode node) {
        return nodes.get(1 - nodes.indexOf(node));
    }

    long newestEvent() {
        return database.jdbc()
                .sql("select max(global_index) from domain_event_entry")
                .query(Long.class)
                .single();
    }

    boolean hasAdmittedAfter(long position) {
        return database.jdbc()
                .sql("select exists (select 1 from domain_event_entry where global_index > ?"
                        + " and payload_type = 'TokenActivated')")
                .param(position)
                .query(Boolean.class)
                .single();
    }

    /** All faults in an order that follows from the seed, and again, for that long. */
    void rage(long seed, Duration atLeast) throws Exception {
        var random = new Random(seed);
        var end = System.nanoTime() + atLeast.toNanos();
        var faults = new ArrayList<Fault>();
        for (int round = 1; System.nanoTime() < end; round++) {
            if (faults.isEmpty()) {
                faults.addAll(List.of(Fault.values()));
                Collections.shuffle(faults, random);
            }
            var fault = faults.removeLast();
            long seedOfFault = random.nextLong();
            log.info("storm {}, round {}: {}", seed, round, fault);
            try {
                strike(fault, new Random(seedOfFault));
            } catch (Exception | AssertionError e) {
                throw new AssertionError(
                        "seed %d, round %d, %s: %s; the nodes' logs: %s, %s"
                                .formatted(
                                        seed,
                                        round,
                                        fault,
                                        e.getMessage(),
                                        nodes.getFirst().log(),
                                        nodes.getLast().log()),
                        e);
            }
        }
    }

    private String announced() {
        return nodes.getFirst()
                .shop()
                .schedule(
                        "Storm",
                        Instant.now().plus(Duration.ofDays(1)),
                        List.of(Map.of(
                                "name",
                                "Floor",
                                "rows",
                                Buyers.ROWS,
                                "seatsPerRow",
                                Buyers.SEATS_A_ROW,
                                "price",
                                Buyers.PRICE)))
                .is(201)
                .text("performanceId");
    }

    private void strike(Fault fault, Random random) throws Exception {
        performance = announced();
        cancelled = announced();
        var client = new Client(nodes, ledger);
        var buyers = new Buyers(
                client,
                ledger,
                () -> ThreadLocalRandom.current().nextInt(3) == 0 ? cancelled : performance);
        var organiser =
                new Organiser(client, ledger, cancelled, 1_500 + random.nextInt(MIDDLE_MILLIS));
        try {
            Thread.sleep(1_500);
            fault.strike(this, random);
            Thread.sleep(1_000);
            for (var node : nodes) {
                node.awaitReady();
            }
        } finally {
            buyers.stop();
            organiser.stop();
        }
        log.info(
                "{} reserved, {} paid, {} of them refunded so far, but for the cancelled",
                ledger.reserved.size(),
                ledger.paid.size(),
                ledger.refunded.size());
        new Calm(this).check();
    }

    @Override
    public void close() throws IOException {
        nodes.forEach(StormNode::close);
        database.close();
    }
}
