package encore;

import encore.testing.OverHttp;
import encore.testing.Shop;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import javax.sql.DataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** What Prometheus is told, and who may ask. */
@TestPropertySource(
        properties = {"encore.limits.in-flight=8", "spring.datasource.hikari.maximum-pool-size=14"})
class MetersTest extends OverHttp {

    private static final int POOL = 14;

    @Autowired
    private DataSource dataSource;

    private String scrape() {
        return shop.send(
                        "GET", "/actuator/prometheus", null, Map.of("Authorization", Shop.OPERATOR))
                .is(200)
                .body();
    }

    /** NaN when it is not told. */
    private static double value(String scraped, String series) {
        var found = Pattern.compile("^" + Pattern.quote(series) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(scraped);
        return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }

    private double value(String series) {
        return value(scrape(), series);
    }

    @Test
    void only_the_operator_may_ask() {
        assertThat(shop.send("GET", "/actuator/prometheus", null, Map.of()).status())
                .isEqualTo(401);
        assertThat(shop.send("GET", "/actuator/%70rometheus", null, Map.of()).status())
                .isIn(400, 401, 404);
        shop.send("GET", "/actuator/metrics", null, Map.of("Authorization", Shop.OPERATOR))
                .is(404);
    }

    @Test
    void a_purchase_is_counted_once_it_is_stored() {
        var ann = shop.customer("ann");
        var seat = freeSeat();
        var before = scrape();
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        written();
        eventually(() -> value("encore_seats_held") >= 1);
        ann.charges(PRICE).is(201);
        ann.pays(reservation).is(201);
        var after = scrape();
        for (var type : new String[] {
            "SeatHeld",
            "PointCharged",
            "PointDeducted",
            "SeatSold",
            "ReservationPaid",
            "TokenExpired"
        }) {
            var series = "encore_events_stored_total{type=\"" + type + "\"}";
            double earlier = value(before, series);
            assertThat(value(after, series) - (Double.isNaN(earlier) ? 0 : earlier))
                    .as(type)
                    .isEqualTo(1);
        }
        assertThat(value(after, "encore_payments_ended_total{outcome=\"paid\"}"))
                .isPositive();
        assertThat(value(after, "encore_commit_size_count")).isPositive();
        eventually(() -> value("encore_payments_pending") == 0);
    }

    private void lineIs(String state) {
        shop.operator("PATCH", "/line", Map.of("state", state, "reason", "a test"))
                .is(200);
    }

    @Test
    void who_waits_and_who_is_inside() {
        shop.customer("ann");
        eventually(() -> value("encore_line_inside") >= 1);
        lineIs("PAUSED");
        try {
            shop.somebody("bob").waits();
            eventually(() -> value("encore_line_waiting") == 1);
        } finally {
            lineIs("OPEN");
        }
        eventually(() -> value("encore_line_waiting") == 0);
    }

    @Test
    void refusals_are_counted_by_code_and_requests_by_call() {
        var before = scrape();
        var ann = shop.customer("ann");
        ann.reserves("no-such-seat-1-1-1").is(404);
        shop.get("/no/such/thing/" + System.nanoTime(), Map.of()).is(404);
        var after = scrape();
        var refusals = "encore_http_refusals_total{code=\"SEAT_NOT_FOUND\"}";
        assertThat(value(after, refusals) - value(before, refusals)).isEqualTo(1);
        assertThat(value(
                        after,
                        "encore_http_requests_seconds_count{method=\"POST\",status=\"404\""
                                + ",uri=\"/api/v1/reservations\"}"))
                .isPositive();
        assertThat(after).doesNotContain("/no/such/thing");
        assertThat(value(
                        after,
                        "encore_http_requests_seconds_count{method=\"none\""
                                + ",status=\"404\",uri=\"none\"}"))
                .isPositive();
    }

    /** When the database is gone, meters are what one looks at. */
    @Test
    void while_the_database_can_not_be_asked_all_others_answer() throws SQLException {
        scrape();
        var taken = new ArrayList<Connection>();
        try {
            for (int n = 0; n < POOL; n++) {
                taken.add(dataSource.getConnection());
                taken.getLast().prepareStatement("select 1").close();
            }
            eventually(() -> Double.isNaN(value("encore_line_waiting")));
            assertThat(value("encore_commit_size_count")).isPositive();
        } finally {
            for (var connection : taken) {
                connection.close();
            }
        }
        eventually(() -> value("encore_line_waiting") >= 0);
    }
}
