package encore.journey;

import encore.testing.Answer;
import encore.testing.HeldLock;
import encore.testing.OverHttp;
import encore.testing.Person;
import org.springframework.beans.factory.annotation.Autowired;

import javax.sql.DataSource;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A server with lines of the test's own, that no other test touches. */
abstract class NamedLines extends OverHttp {

    @Autowired
    private DataSource database;

    /** Nobody can write the tables of lines until it is let go; memory goes on. */
    protected HeldLock tablesAreLate() throws SQLException {
        return HeldLock.by("lock table line, line_terms in exclusive mode", database);
    }

    /** A new line, open for so many. */
    protected String line(int capacity) {
        var line = "l-" + UUID.randomUUID().toString().substring(0, 8);
        steers(line, Map.of("capacity", capacity)).is(200);
        return line;
    }

    protected Answer steers(String line, Map<String, Object> change) {
        var all = new HashMap<>(change);
        all.put("reason", "It is time");
        return shop.operator("PATCH", "/line?line=" + line, all);
    }

    protected Answer lineOf(String line) {
        return shop.get("/line?line=" + line, Map.of());
    }

    /** Inside, once there is room. */
    protected Person inside(String name, String line) {
        var person = shop.somebody(name).waitsIn(line);
        isLetIn(person, line);
        return person;
    }

    protected static void isLetIn(Person person, String line) {
        eventually(() -> standing(person, line).equals("ACTIVE"));
    }

    /** It is not limited how often one asks this way. */
    protected static String standing(Person person, String line) {
        return person.asksForToken(line).is(200).text("status");
    }

    protected int stored(String event, String line, Person person) {
        return stored(event, "waiting:" + line + ":" + person.name());
    }

    protected String performanceOf(String line, int seats) {
        return shop.operator(
                        "POST",
                        "/performances",
                        Map.of(
                                "title",
                                "Guests' Night",
                                "venue",
                                "Cellar",
                                "startsAt",
                                tomorrow().toString(),
                                "line",
                                line,
                                "sections",
                                List.of(Map.of(
                                        "name",
                                        "Floor",
                                        "rows",
                                        1,
                                        "seatsPerRow",
                                        seats,
                                        "price",
                                        PRICE))))
                .is(201)
                .text("performanceId");
    }
}
