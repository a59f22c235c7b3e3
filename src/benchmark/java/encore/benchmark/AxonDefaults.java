package encore.benchmark;

import encore.reservation.SeatEvent;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.sql.Timestamp;

/**
 * The seat map as most would write it: a tracking processor as it comes, and a statement an event.
 */
final class AxonDefaults {

    private AxonDefaults() {}

    /** Reads the past for so long, and answers with the events it got through in a second. */
    static double eventsPerSecond(
            EventStorageEngine storage,
            TokenStore tokens,
            TransactionManager transactions,
            JdbcClient jdbc,
            long nanos)
            throws InterruptedException {
        jdbc.sql("create table axon_seat_map (like seat_map including all)").update();
        var store = EmbeddedEventStore.builder().storageEngine(storage).build();
        var processor = TrackingEventProcessor.builder()
                .name("axon-defaults")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(new OneStatementAnEvent(jdbc))
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(store)
                .tokenStore(tokens)
                .transactionManager(transactions)
                .build();
        processor.start();
        while (position(processor) < 5_000) {
            Thread.sleep(10);
        }
        long start = System.nanoTime();
        long first = position(processor);
        Thread.sleep(nanos / 1_000_000);
        double perSecond = (position(processor) - first) / ((System.nanoTime() - start) / 1e9);
        processor.shutDown();
        store.shutDown();
        jdbc.sql("drop table axon_seat_map").update();
        jdbc.sql("delete from token_entry where processor_name = 'axon-defaults'")
                .update();
        return perSecond;
    }

    private static long position(TrackingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToLong(status -> status.getCurrentPosition().orElse(-1))
                .findAny()
                .orElse(-1);
    }

    /** What the projection was before it said what becomes of rows. */
    private static final class OneStatementAnEvent {

        private final JdbcClient jdbc;

        private OneStatementAnEvent(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @EventHandler
        void on(SeatEvent event, TrackingToken position) {
            long version = position.position().orElseThrow();
            (switch (event) {
                        case SeatDeclined e ->
                            jdbc.sql("update axon_seat_map set version = 0 where false");
                        case SeatPlaced e ->
                            jdbc.sql("""
                        insert into axon_seat_map (seat_id, performance_id, section, row_number,
                                                   seat_number, price, status, placed, version)
                        values (?, ?, ?, ?, ?, ?, 'AVAILABLE', ?, ?)
                        """)
                                    .params(
                                            e.seat().value(),
                                            e.performance().value(),
                                            e.section(),
                                            e.row(),
                                            e.number(),
                                            e.price(),
                                            version,
                                            version);
                        case SeatHeld e ->
                            jdbc.sql("""
                        update axon_seat_map set status = 'HELD', held_until = ?, version = ?
                         where seat_id = ?
                        """)
                                    .params(
                                            Timestamp.from(e.until()),
                                            version,
                                            e.seat().value());
                        case SeatReleased e ->
                            jdbc.sql("""
                        update axon_seat_map set status = 'AVAILABLE', held_until = null,
                               version = ? where seat_id = ?
                        """).params(version, e.seat().value());
                        case SeatSold e ->
                            jdbc.sql("""
                        update axon_seat_map set status = 'SOLD', held_until = null, version = ?
                         where seat_id = ?
                        """).params(version, e.seat().value());
                        case SeatBlocked e ->
                            jdbc.sql("""
                        update axon_seat_map set status = 'BLOCKED', version = ? where seat_id = ?
                        """).params(version, e.seat().value());
                        case SeatUnblocked e ->
                            jdbc.sql("""
                        update axon_seat_map set status = 'AVAILABLE', version = ?
                         where seat_id = ?
                        """).params(version, e.seat().value());
                    })
                    .update();
        }
    }
}
