package encore.waiting.presence;

import encore.kernel.work.Outage;
import encore.waiting.presence.Presence.Sheet;
import encore.waiting.presence.Watch.Report;
import jakarta.annotation.PreDestroy;
import org.axonframework.common.IdentifierFactory;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Stores who is there, as this node has seen it, and vouches for what it has watched. What a node
 * has not stored when it is killed is lost; the epochs in which that was do not count as silence.
 */
@Component
class PresenceWriter {

    private static final long NEVER = Long.MIN_VALUE;

    private final Outage outage =
            new Outage(LoggerFactory.getLogger(PresenceWriter.class), "can't store who is there");
    private final Presence presence;
    private final PresenceTables tables;
    private final PresenceSettings settings;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final String node;

    /** The epoch in which this node last stored all it knew. */
    private long lastStored = NEVER;

    /** From this epoch on, this node has watched without a break. */
    private long watches = Long.MAX_VALUE;

    /** Each run has a name of its own: none replaces what another has stored. */
    @Autowired
    PresenceWriter(
            Presence presence,
            PresenceTables tables,
            PresenceSettings settings,
            PlatformTransactionManager transactions,
            Clock clock) {
        this(
                presence,
                tables,
                settings,
                transactions,
                clock,
                IdentifierFactory.getInstance().generateIdentifier());
    }

    PresenceWriter(
            Presence presence,
            PresenceTables tables,
            PresenceSettings settings,
            PlatformTransactionManager transactions,
            Clock clock,
            String node) {
        this.presence = presence;
        this.tables = tables;
        this.settings = settings;
        this.transactions = new TransactionTemplate(transactions);
        this.clock = clock;
        this.node = node;
    }

    @Scheduled(fixedDelayString = "${encore.waiting.store-presence-every:5s}")
    void storeFromTimeToTime() {
        store(false);
    }

    /** Else the others would wait for its reports for a minute. */
    @PreDestroy
    void leave() {
        store(true);
    }

    private synchronized void store(boolean leaves) {
        long epoch = Epochs.of(clock.instant());
        long before = epoch - settings.kept();
        // What could not be stored for so long is of no use.
        presence.forget(NEVER, before);
        var there = presence.takeThere();
        var shownUp = presence.takeShownUp();
        try {
            var bytes = new HashMap<Sheet, byte[]>();
            there.forEach((sheet, numbers) -> bytes.put(sheet, numbers.toBytes()));
            transactions.executeWithoutResult(transaction -> {
                put(bytes, shownUp);
                vouch(epoch, leaves);
            });
            if (epoch != lastStored) {
                tables.forgetBefore(before);
            }
        } catch (RuntimeException e) {
            there.values().forEach(NumberSet::markChanged);
            shownUp.values().forEach(NumberSet::markChanged);
            outage.goesOn(e);
            return;
        }
        if (epoch - 1 != lastStored && epoch != lastStored) {
            watches = epoch + 1;
        }
        lastStored = epoch;
        presence.forget(epoch - 1, before);
        outage.isOver();
    }

    private void put(Map<Sheet, byte[]> there, Map<Numbering, NumberSet> shownUp) {
        there.forEach((sheet, numbers) -> tables.putThere(node, sheet, numbers));
        // In one order on all nodes: so nobody waits in a circle.
        shownUp.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Numbering, ?> entry) ->
                                entry.getKey().line().value())
                        .thenComparingLong(entry -> entry.getKey().generation()))
                .forEach(entry -> tables.addShownUp(entry.getKey(), entry.getValue()));
    }

    /**
     * For the epoch that is over, when this node was up all through it and had the database: then
     * all that it was told in it is stored by now.
     */
    private void vouch(long epoch, boolean leaves) {
        if (lastStored == epoch - 1 && lastStored >= watches) {
            tables.report(new Report(node, epoch - 1, false));
        }
        if (leaves) {
            tables.report(new Report(node, epoch, true));
        }
    }
}
