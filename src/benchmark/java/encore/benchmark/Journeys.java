package encore.benchmark;

/** People who join, reserve, charge and pay, so many at once, each of them new. */
final class Journeys {

    private final Server server;
    private final FreeSeats seats;
    private int expected = 500;

    Journeys(Server server, FreeSeats seats) {
        this.server = server;
        this.seats = seats;
    }

    Measure run(LoadLevel pace) throws Exception {
        var chosen = seats.take(expected * pace.seconds());
        var measure = Wrk.journeys(server.port(), FreeSeats.PRICE, pace).send(chosen, 201);
        seats.giveBack(chosen.subList((int) measure.sent(), chosen.size()));
        expected = Math.max(expected, (int) (2 * measure.perSecond()));
        return measure;
    }
}
