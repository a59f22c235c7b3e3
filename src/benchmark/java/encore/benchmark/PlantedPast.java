package encore.benchmark;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A long past, made by SQL in the shapes that the server stores: people who join, charge, reserve
 * and pay, a third of them after a first hold that lapsed. About 12 events a person, those of some
 * hundred people interleaved.
 */
final class PlantedPast {

    private static final String AN_ID = "'01a20c5%s-0a55-789a-8395-' || lpad((%s)::text, 12, '0')";

    private PlantedPast() {}

    /** Plants it, and answers with the number of events. */
    static long plant(JdbcClient jdbc, int people) {
        jdbc.sql("""
                create temp table person as
                select n, 'person-' || n || '@example.com' as person, %s as performance,
                       %s || '-1-' || n %% 1000 / 50 + 1 || '-' || n %% 50 + 1 as seat,
                       %s as token, %s as reservation, %s as lapsed, %s as payment,
                       '2026-11-01T10:00:00Z' as t, '2026-11-01T10:05:00Z' as u
                  from generate_series(0, ? - 1) n
                """.formatted(
                                id("1", "n / 1000"),
                                id("1", "n / 1000"),
                                id("0", "n"),
                                id("2", "n"),
                                id("4", "n"),
                                id("3", "n")))
                .param(people)
                .update();
        jdbc.sql("""
                create temp table planted (
                    moment bigint, stream text, sequence int, type text, event text, payload jsonb)
                """).update();
        plant(
                jdbc,
                "select distinct (n / 1000) * 1000 * 14 - 100000, 'performance:' ||"
                        + " performance, 0",
                "Performance",
                "PerformanceScheduled",
                """
                'performance', performance, 'title', 'Piano Night', 'venue', 'Blue Note Cellar',
                'startsAt', '2027-12-24T10:05:00Z', 'sections', jsonb_build_array(
                    jsonb_build_object('name', 'Floor', 'rows', 20, 'seatsPerRow', 50,
                                       'price', 45000))""",
                "n % 1000 = 0");
        plant(jdbc, step(-50_000, "seat:", "seat", "0"), "Seat", "SeatPlaced", """
                'seat', seat, 'performance', performance, 'section', 'Floor',
                'row', n % 1000 / 50 + 1, 'number', n % 50 + 1, 'price', 45000,
                'startsAt', '2027-12-24T10:05:00Z'""", "true");
        plant(
                jdbc,
                step(0, "waiting:", "person", "0"),
                "WaitingToken",
                "TokenIssued",
                "'user', person, 'token', token, 'at', t",
                "true");
        plant(
                jdbc,
                step(500, "waiting:", "person", "1"),
                "WaitingToken",
                "TokenActivated",
                "'user', person, 'token', token, 'at', t, 'until', u",
                "true");
        plant(
                jdbc,
                step(1000, "points:", "person", "0"),
                "PointAccount",
                "PointCharged",
                "'user', person, 'charge', token, 'amount', 100000, 'balance', 100000",
                "true");
        reservation(jdbc, 1500, "lapsed", "1", "n % 3 = 0");
        plant(
                jdbc,
                step(2000, "reservation:", "lapsed", "1"),
                "Reservation",
                "ReservationExpired",
                "'reservation', lapsed, 'seat', seat",
                "n % 3 = 0");
        plant(
                jdbc,
                step(2500, "seat:", "seat", "2"),
                "Seat",
                "SeatReleased",
                "'seat', seat, 'performance', performance, 'reservation', lapsed",
                "n % 3 = 0");
        var afterTheLapse = "case when n % 3 = 0 then 2 else 0 end + ";
        reservation(jdbc, 3000, "reservation", afterTheLapse + "1", "true");
        plant(
                jdbc,
                step(3500, "reservation:", "reservation", "1"),
                "Reservation",
                "PaymentRequested",
                """
                'reservation', reservation, 'payment', payment, 'user', person, 'token', token,
                'seat', seat, 'amount', 45000, 'at', t""",
                "true");
        plant(
                jdbc,
                step(4000, "points:", "person", "1"),
                "PointAccount",
                "PointDeducted",
                "'user', person, 'payment', payment, 'amount', 45000, 'balance', 55000",
                "true");
        plant(
                jdbc,
                step(4500, "seat:", "seat", afterTheLapse + "2"),
                "Seat",
                "SeatSold",
                """
                'seat', seat, 'performance', performance, 'reservation', reservation,
                'payment', payment""",
                "true");
        plant(
                jdbc,
                step(5000, "reservation:", "reservation", "2"),
                "Reservation",
                "ReservationPaid",
                "'reservation', reservation, 'payment', payment",
                "true");
        plant(
                jdbc,
                step(5000, "waiting:", "person", "2"),
                "WaitingToken",
                "TokenExpired",
                "'user', person, 'token', token, 'reason', 'PAID', 'at', t",
                "true");
        int events = jdbc.sql("""
                insert into domain_event_entry (aggregate_identifier, sequence_number, type,
                       event_identifier, payload_type, time_stamp, payload, meta_data)
                select stream, sequence, type, gen_random_uuid(), event, '2026-11-01T10:00:00Z',
                       convert_to(payload::text, 'UTF8'),
                       convert_to('{"traceId":"' || gen_random_uuid() || '","correlationId":"'
                                  || gen_random_uuid() || '"}', 'UTF8')
                  from planted order by moment, stream
                """).update();
        jdbc.sql("drop table planted, person").update();
        jdbc.sql("vacuum analyze domain_event_entry").update();
        return events;
    }

    private static String id(String kind, String number) {
        return AN_ID.formatted(kind, number);
    }

    private static String step(int moment, String prefix, String stream, String sequence) {
        return "select n * 14::bigint + %d, '%s' || %s, %s"
                .formatted(moment, prefix, stream, sequence);
    }

    private static void reservation(
            JdbcClient jdbc, int moment, String reservation, String sequence, String who) {
        plant(
                jdbc,
                step(moment, "seat:", "seat", sequence),
                "Seat",
                "SeatHeld",
                """
                'seat', seat, 'performance', performance, 'reservation', %s, 'user', person,
                'until', u""".formatted(reservation),
                who);
        plant(
                jdbc,
                step(moment, "reservation:", reservation, "0"),
                "Reservation",
                "ReservationOpened",
                """
                'reservation', %s, 'user', person, 'performance', performance, 'seat', seat,
                'price', 45000, 'holdUntil', u""".formatted(reservation),
                who);
    }

    private static void plant(
            JdbcClient jdbc, String where, String type, String event, String fields, String who) {
        jdbc.sql("insert into planted %s, '%s', '%s', jsonb_build_object(%s) from person where %s"
                        .formatted(where, type, event, fields, who))
                .update();
    }
}
