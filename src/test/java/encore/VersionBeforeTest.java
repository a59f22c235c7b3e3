package encore;

import encore.testing.Shop;
import encore.testing.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the version before has stored, whose reservations were of one seat each, is migrated: its
 * read models, and what the saga knows of a payment that was under way when it was stopped. How its
 * events are read is {@link StoredEventsTest}'s.
 */
class VersionBeforeTest {

    private static final String SAGA = """
            {"payment":%s}""";

    private static final Instant STOPPED = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private static final Instant UNTIL = STOPPED.plus(Duration.ofMinutes(5));

    /** After the migration. */
    private static List<String> reservations;

    private static String saga;

    private static String database;

    @BeforeAll
    static void migrateWhatTheVersionBeforeLeft() {
        database = TestDatabase.create();
        var source = new DriverManagerDataSource(database);
        Flyway.configure().dataSource(source).target("8").load().migrate();
        var jdbc = JdbcClient.create(source);
        new Store(jdbc).fill();
        Flyway.configure().dataSource(source).load().migrate();
        reservations = jdbc.sql("""
                        select reservation_id || ' ' || seats || ' ' || price || ' ' || status
                          from reservation order by 1
                        """).query(String.class).list();
        saga = jdbc.sql("select convert_from(serialized_saga, 'UTF8') from saga_entry")
                .query(String.class)
                .single();
    }

    private static final class Store {

        private final JdbcClient jdbc;

        private Store(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        void fill() {
            event("Performance", "performance:show", 0, "PerformanceScheduled", "2", """
                    {"performance":"show","title":"Piano Night","venue":"Cellar",\
                    "startsAt":"%s","zone":"Asia/Seoul","sections":[{"name":"Floor","rows":1,\
                    "seatsPerRow":3,"price":45000}]}""".formatted(
                            STOPPED.plusSeconds(86_400)));
            for (int n = 1; n <= 3; n++) {
                event("Seat", "seat:show-1-1-" + n, 0, "SeatPlaced", null, """
                        {"seat":"show-1-1-%d","performance":"show","section":"Floor","row":1,\
                        "number":%d,"price":45000,"startsAt":"%s"}""".formatted(
                                n, n, STOPPED.plusSeconds(86_400)));
            }
            event("PointAccount", "points:ann", 0, "PointCharged", null, """
                    {"user":"ann","charge":"charge","amount":50000,"balance":50000}""");
            event("WaitingToken", "waiting:ann", 0, "TokenIssued", null, """
                    {"user":"ann","token":"token","at":"%s"}""".formatted(STOPPED));
            event("WaitingToken", "waiting:ann", 1, "TokenActivated", null, """
                    {"user":"ann","token":"token","at":"%s","until":"%s"}""".formatted(
                            STOPPED, UNTIL.plusSeconds(300)));
            reservation("held", 1, 0);
            reservation("paying", 2, 1);
            reservation("cancelled", 3, 2);
            event("Allowance", "allowance:show/ann", 3, "AllowanceSpent", null, """
                    {"user":"ann","performance":"show","reservation":"paying",\
                    "payment":"payment"}""");
            var requested = """
                    {"reservation":"paying","payment":"payment","user":"ann","token":"token",\
                    "seat":"show-1-1-2","amount":45000,"at":"%s"}""".formatted(STOPPED);
            event("Reservation", "reservation:paying", 1, "PaymentRequested", null, requested);
            event("Reservation", "reservation:cancelled", 1, "ReservationCancelled", null, """
                    {"reservation":"cancelled","seat":"show-1-1-3"}""");
            event("Allowance", "allowance:show/ann", 4, "AllowanceReturned", null, """
                    {"user":"ann","performance":"show","reservation":"cancelled"}""");
            event("Seat", "seat:show-1-1-3", 2, "SeatReleased", null, """
                    {"seat":"show-1-1-3","performance":"show","reservation":"cancelled"}""");
            row("held", 1, "PENDING", false);
            row("paying", 2, "PENDING", true);
            row("cancelled", 3, "CANCELLED", false);
            jdbc.sql("""
                            insert into saga_entry (saga_id, saga_type, serialized_saga)
                            values ('saga', 'encore.payment.PaymentSaga', ?)
                            """)
                    .param(SAGA.formatted(requested).getBytes(StandardCharsets.UTF_8))
                    .update();
            jdbc.sql("""
                    insert into association_value_entry
                           (association_key, association_value, saga_id, saga_type)
                    values ('payment', 'payment:payment', 'saga', 'encore.payment.PaymentSaga')
                    """).update();
        }

        private void reservation(String id, int seat, int taken) {
            event("Seat", "seat:show-1-1-" + seat, 1, "SeatHeld", null, """
                    {"seat":"show-1-1-%d","performance":"show","reservation":"%s","user":"ann",\
                    "until":"%s"}""".formatted(
                            seat, id, UNTIL));
            event("Reservation", "reservation:" + id, 0, "ReservationOpened", null, """
                    {"reservation":"%s","user":"ann","performance":"show",\
                    "seat":"show-1-1-%d","price":45000,"holdUntil":"%s"}""".formatted(
                            id, seat, UNTIL));
            event("Allowance", "allowance:show/ann", taken, "AllowanceTaken", null, """
                    {"user":"ann","performance":"show","reservation":"%s",\
                    "until":"%s"}""".formatted(
                            id, UNTIL));
        }

        private void row(String id, int seat, String status, boolean paying) {
            jdbc.sql("""
                    insert into reservation (reservation_id, user_id, performance_id, seat_id,
                                             price, status, hold_expires_at, paying)
                    values (?, 'ann', 'show', ?, 45000, ?, ?, ?)
                    """)
                    .params(id, "show-1-1-" + seat, status, Timestamp.from(UNTIL), paying)
                    .update();
        }

        private void event(
                String kind, String stream, int n, String type, String revision, String payload) {
            jdbc.sql("""
                    insert into domain_event_entry
                           (aggregate_identifier, sequence_number, type, event_identifier,
                            payload_type, payload_revision, time_stamp, payload, meta_data)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)
                    .param(stream)
                    .param(n)
                    .param(kind)
                    .param(UUID.randomUUID().toString())
                    .param(type)
                    .param(revision)
                    .param(STOPPED.toString())
                    .param(payload.getBytes(StandardCharsets.UTF_8))
                    .param("{}".getBytes(StandardCharsets.UTF_8))
                    .update();
        }
    }

    @Test
    void what_it_knew_of_reservations_is_known_now() {
        assertThat(reservations)
                .containsExactly(
                        "cancelled show-1-1-3:45000 45000 CANCELLED",
                        "held show-1-1-1:45000 45000 PENDING",
                        "paying show-1-1-2:45000 45000 PAYING");
        assertThat(saga).contains("\"seats\": [\"show-1-1-2\"]").doesNotContain("\"seat\"");
    }

    @Test
    void a_server_goes_on_from_there() {
        try (var node = SpringApplication.run(
                Encore.class,
                "--server.port=0",
                "--spring.datasource.url=" + database,
                "--encore.sample-data=false",
                "--encore.operator.password=secret",
                "--encore.security.open=true",
                "--encore.waiting.signing-key=a-key-for-tests-that-is-long-enough")) {
            var shop = new Shop(
                    ((ServletWebServerApplicationContext) node).getWebServer().getPort());
            var jdbc = JdbcClient.create(new DriverManagerDataSource(database));
            until("it is paid", () -> count(jdbc, "payload_type = 'ReservationPaid'") == 1);
            until(
                    "the saga ends",
                    () -> jdbc.sql("select count(*) from saga_entry")
                                    .query(Long.class)
                                    .single()
                            == 0);
            assertThat(count(jdbc, "payload_type = 'SeatSold'")).isEqualTo(1);
            assertThat(count(jdbc, "payload_type = 'PointDeducted'")).isEqualTo(1);

            var bob = shop.customer("bob");
            assertThat(bob.get("/performances/show/seats").get("seats"))
                    .extracting(seat -> seat.get("status").asString())
                    .containsExactly("HELD", "SOLD", "AVAILABLE");
            bob.reserves("show-1-1-3").is(201);
            bob.reserves("show-1-1-1").isRefused(409, "SEAT_TAKEN");
            for (var model : List.of("mine", "seatmap", "calendar", "line", "programme")) {
                verify(shop, model);
            }
        }
    }

    private static void verify(Shop shop, String model) {
        var path = "/projections/" + model + "/verifications";
        var begun = shop.operator("POST", path, null).is(202).location();
        until(
                model + " is verified",
                () -> !shop.operator("GET", begun, null).text("state").equals("RUNNING"));
        var ended = shop.operator("GET", begun, null);
        assertThat(ended.get("check").get("same").asBoolean()).as(ended.body()).isTrue();
    }

    private static long count(JdbcClient jdbc, String which) {
        return jdbc.sql("select count(*) from domain_event_entry where " + which)
                .query(Long.class)
                .single();
    }

    private static void until(String what, BooleanSupplier condition) {
        var patience = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(patience);
            LockSupport.parkNanos(10_000_000);
        }
    }
}
