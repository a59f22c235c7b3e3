package encore.payment.refund;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;

/**
 * People who have bought a seat each, put into the store as it is then: by events alone, which
 * every processor reads. Buyer n had {@code 1000 + n} points and paid the price of seat n.
 */
final class Buyers {

    /** In their order: type, revision, aggregate, stream, number there, payload. */
    private static final String[][] STORY = {
        {"PointCharged", null, "PointAccount", "points:%1$s", "0", """
            {"user":"%1$s","charge":"charge-%2$s","amount":%3$s,"balance":%3$s}"""},
        {"AllowanceTaken", "2", "Allowance", "allowance:%5$s/%1$s", "0", """
            {"user":"%1$s","performance":"%5$s","reservation":"%2$s","seats":1,"until":"%7$s"}"""},
        {"SeatHeld", "2", "Seat", "seat:%6$s", "1", """
            {"seat":"%6$s","performance":"%5$s","reservation":"%2$s","user":"%1$s",\
            "until":"%7$s","freeFrom":"%7$s"}"""},
        {"ReservationOpened", "2", "Reservation", "reservation:%2$s", "0", """
            {"reservation":"%2$s","user":"%1$s","performance":"%5$s",\
            "seats":[{"seat":"%6$s","price":%4$s}],"price":%4$s,\
            "holdUntil":"%7$s","freeFrom":"%7$s"}"""},
        {"AllowanceSpent", null, "Allowance", "allowance:%5$s/%1$s", "1", """
            {"user":"%1$s","performance":"%5$s","reservation":"%2$s","payment":"%2$s"}"""},
        {"PaymentRequested", "2", "Reservation", "reservation:%2$s", "1", """
            {"reservation":"%2$s","payment":"%2$s","user":"%1$s","token":"%2$s",\
            "seats":["%6$s"],"amount":%4$s,"at":"%7$s"}"""},
        {"PointDeducted", null, "PointAccount", "points:%1$s", "1", """
            {"user":"%1$s","payment":"%2$s","amount":%4$s,"balance":%8$s}"""},
        {"SeatSold", null, "Seat", "seat:%6$s", "2", """
            {"seat":"%6$s","performance":"%5$s","reservation":"%2$s","payment":"%2$s"}"""},
        {"ReservationPaid", null, "Reservation", "reservation:%2$s", "2", """
            {"reservation":"%2$s","payment":"%2$s"}"""},
    };

    private Buyers() {}

    static String name(String performance, int n) {
        return "buyer-" + performance + "-" + n;
    }

    /**
     * For as many seats of its one section, which has rows of so many.
     *
     * @param until when their holds would have ended
     */
    static void plant(
            JdbcClient jdbc, String performance, int many, int perRow, long price, Instant until) {
        for (var event : STORY) {
            jdbc.sql("""
                    insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                           event_identifier, payload_type, payload_revision, time_stamp, payload,
                           meta_data)
                    select format(:stream, u, r, had, price, p, s, at, had - price), :number,
                           :aggregate, gen_random_uuid(), :type, :revision, at, convert_to(format(
                               :payload, u, r, had, price, p, s, at, had - price), 'UTF8'),
                           convert_to('{}', 'UTF8')
                      from (select 'buyer-' || p || '-' || n as u, 'bought-' || p || '-' || n as r,
                                   1000 + n as had, cast(:price as bigint) as price, p, at,
                                   p || '-1-' || (n - 1) / :row + 1 || '-' || (n - 1) % :row + 1
                                       as s
                              from generate_series(1, :many) n,
                                   (values (:p, :at)) told (p, at)) buyers
                    """)
                    .param("type", event[0])
                    .param("revision", event[1])
                    .param("aggregate", event[2])
                    .param("stream", event[3])
                    .param("number", Integer.parseInt(event[4]))
                    .param("payload", event[5])
                    .param("p", performance)
                    .param("price", price)
                    .param("row", perRow)
                    .param("many", many)
                    .param("at", until.toString())
                    .update();
        }
    }
}
