package encore.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What is asked of a server, each in a run of its own. */
final class Loads {

    static final String API = "/api/v1";
    private static final int PERFORMANCES = 10;
    private static final int LARGE_ANSWERS_AT_ONCE = 8;
    private static final int A_CROWD = 1_000;

    final Crowd crowd;
    final FreeSeats seats;

    private final Server server;
    private final Map<String, Double> fastest = new HashMap<>();
    private final String small;

    Loads(Server server) {
        this.server = server;
        this.crowd = new Crowd(server);
        this.seats = new FreeSeats(server);
        var first = "";
        for (int day = 1; day <= PERFORMANCES; day++) {
            first = FreeSeats.announce(server, 1, 50, Instant.now().plus(Duration.ofDays(day)));
        }
        this.small = first;
    }

    Server server() {
        return server;
    }

    Measure issue(LoadLevel pace) throws Exception {
        var names = Crowd.strangers(lines("issue", pace)).stream().map(name -> "\t" + name);
        return seen(
                "issue",
                pace,
                Wrk.post(server.port(), API + "/tokens", """
                {"userId":"%s"}""").at(pace).send(names.toList(), 201));
    }

    Measure charge(LoadLevel pace) throws Exception {
        return seen("charge", pace, charging().at(pace).send(chargeable(pace), 201));
    }

    /** As many people as may be charged in a run. */
    List<String> chargeable(LoadLevel pace) {
        return alone(crowd.people(lines("charge", pace)));
    }

    /** Each of them once, one after the other. */
    Measure chargeOnce(List<String> people) throws Exception {
        return charging().connections(1).seconds(600).send(alone(people), 201);
    }

    /** One after the other, again and again. */
    Measure chargeByTurns(List<String> people, LoadLevel pace) throws Exception {
        return charging().connections(1).seconds(pace.seconds()).cycling().send(alone(people), 201);
    }

    Measure chargeOne(LoadLevel pace) throws Exception {
        return charging().at(pace).cycling().send(alone(crowd.people(1)), 201);
    }

    Wrk charging() {
        return Wrk.post(server.port(), API + "/points/charges", """
                {"amount":1000}""");
    }

    Measure reserve(LoadLevel pace) throws Exception {
        var chosen = seats.take(lines("reserve", pace));
        var measure = seen(
                "reserve",
                pace,
                reserving().at(pace).send(each(crowd.people(chosen.size()), chosen), 201));
        seats.giveBack(chosen.subList((int) measure.sent(), chosen.size()));
        return measure;
    }

    private Wrk reserving() {
        return Wrk.post(server.port(), API + "/reservations", """
                {"seatId":"%s"}""");
    }

    /** A thousand people and as many seats, each asked for by one. */
    Measure crowdForManySeats() throws Exception {
        return reserving()
                .connections(A_CROWD)
                .seconds(60)
                .send(each(crowd.people(A_CROWD), seats.take(A_CROWD)), 201);
    }

    /** A thousand people and one seat: one gets it, and the others are told. */
    Measure crowdForOneSeat() throws Exception {
        var measure = reserving()
                .connections(A_CROWD)
                .seconds(60)
                .send(each(
                        crowd.people(A_CROWD),
                        Collections.nCopies(A_CROWD, seats.take(1).getFirst())));
        assertThat(measure.statuses())
                .containsOnly(Map.entry("201", 1L), Map.entry("409", A_CROWD - 1L));
        return measure;
    }

    Measure pay(LoadLevel pace) throws Exception {
        var lines = payments(lines("pay", pace));
        var measure = seen(
                "pay",
                pace,
                Wrk.post(server.port(), API + "/payments", """
                {"reservationId":"%s"}""").at(pace).send(lines, 201));
        crowd.left(lines.stream()
                .limit(measure.sent())
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList());
        return measure;
    }

    /** So many people, each with a reservation and the points for it. */
    private List<String> payments(int number) throws Exception {
        var ready = readyToPay(number);
        if (ready.size() < number) {
            var people = crowd.people(number - ready.size());
            var calm = new LoadLevel(600, 64, 0);
            charging().at(calm).send(alone(people), 201);
            reserving().at(calm).send(each(people, seats.take(people.size())), 201);
            ready = readyToPay(number);
        }
        return ready;
    }

    private List<String> readyToPay(int number) {
        server.awaitReaders();
        return server.jdbc()
                .sql("""
                select distinct on (user_id) user_id, token_id, issued_at, reservation_id
                  from reservation join line using (user_id) join point_balance using (user_id)
                 where reservation.status = 'PENDING' and line.status = 'ACTIVE'
                   and balance >= price
                 limit ?
                """)
                .param(number)
                .query((row, n) -> crowd.sign(row) + "\t" + row.getString("reservation_id"))
                .list();
    }

    Measure dates(LoadLevel pace) throws Exception {
        return reading(dates()).at(pace).send(anybody(), 200);
    }

    String dates() {
        var today = LocalDate.now(ZoneOffset.UTC);
        return API + "/performances?from=" + today + "&to=" + today.plusDays(30);
    }

    Measure seatMap(LoadLevel pace) throws Exception {
        return reading(seatMap()).at(pace).send(anybody(), 200);
    }

    String seatMap() {
        return API + "/performances/" + small + "/seats";
    }

    Measure largeSeatMap(String path, LoadLevel pace) throws Exception {
        return reading(path).at(large(pace)).blind().send(anybody(), 200);
    }

    Measure unchanged(String path, LoadLevel pace) throws Exception {
        var tag = server.shop()
                .get(
                        path.substring(API.length()),
                        Map.of("Waiting-Token", crowd.people(1).getFirst()))
                .is(200)
                .header("ETag");
        return reading(path).at(pace).header("If-None-Match: " + tag).send(anybody(), 304);
    }

    /** Somebody inside looks at their token. */
    Measure look(LoadLevel pace) throws Exception {
        return poll(crowd.people(A_CROWD), pace);
    }

    /** What is open to all, and the same for all. */
    Measure line(LoadLevel pace) throws Exception {
        return reading(API + "/line").at(pace).send(List.of("\t"), 200);
    }

    Measure poll(List<String> people, LoadLevel pace) throws Exception {
        return reading(API + "/tokens/me").at(pace).send(alone(people), 200);
    }

    Measure history(List<String> people, LoadLevel pace) throws Exception {
        return reading(API + "/points/history").at(pace).send(alone(people), 200);
    }

    /** Lines of people inside, about nothing in particular. */
    List<String> anybody() {
        return alone(crowd.people(A_CROWD));
    }

    private Wrk reading(String path) {
        return Wrk.get(server.port(), path).cycling();
    }

    /** Few at once: each is a megabyte or more, and the question is how long one takes. */
    static LoadLevel large(LoadLevel pace) {
        return new LoadLevel(pace.seconds(), LARGE_ANSWERS_AT_ONCE, pace.rate());
    }

    /** Lines of these people, in any order, about nothing in particular. */
    static List<String> alone(List<String> people) {
        var lines = new ArrayList<>(people.stream().map(person -> person + "\t").toList());
        Collections.shuffle(lines, new Random(lines.size()));
        return lines;
    }

    /** Lines of the n-th person about the n-th thing. */
    private static List<String> each(List<String> people, List<String> things) {
        var lines = new ArrayList<String>();
        for (int n = 0; n < things.size(); n++) {
            lines.add(people.get(n) + "\t" + things.get(n));
        }
        return lines;
    }

    /** How many lines a run may need, by the fastest one so far. */
    private int lines(String operation, LoadLevel pace) {
        return (int) (pace.seconds()
                * (pace.rate() > 0
                        ? pace.rate()
                        : Math.max(1_000, 1.5 * fastest.getOrDefault(operation, 0.0))));
    }

    private Measure seen(String operation, LoadLevel pace, Measure measure) {
        if (pace.rate() == 0) {
            fastest.merge(operation, measure.perSecond(), Math::max);
        }
        return measure;
    }
}
