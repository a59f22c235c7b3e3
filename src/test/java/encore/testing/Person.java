package encore.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody who uses the shop, with the waiting token they hold. */
public class Person {

    private final Shop shop;
    private final String name;
    private volatile String token;

    Person(Shop shop, String name) {
        this.shop = shop;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public String token() {
        return token;
    }

    public Answer asksForToken() {
        return shop.post("/tokens", Map.of("userId", name), Map.of());
    }

    /** Joins a line of that name, or asks how they stand in it. */
    public Answer asksForToken(String line) {
        return shop.post("/tokens", Map.of("userId", name, "line", line), Map.of());
    }

    /** The same person with a token of that line, whatever comes of it. */
    public Person waitsIn(String line) {
        return with(asksForToken(line).is(201).text("token"));
    }

    /** Joins the line where there is room, and comes in. */
    public Person joins() {
        var answer = asksForToken().is(201);
        token = answer.text("token");
        var patience = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!answer.text("status").equals("ACTIVE")) {
            if (System.nanoTime() > patience) {
                throw new AssertionError("not let in: " + answer.body());
            }
            answer = looks().is(200);
        }
        return this;
    }

    /** Joins the line, whatever comes of it. */
    public Person waits() {
        token = asksForToken().is(201).text("token");
        return this;
    }

    /** The same person at another node, or in another session. */
    public Person at(Shop elsewhere) {
        var there = new Person(elsewhere, name);
        there.token = token;
        return there;
    }

    public Person with(String anotherToken) {
        var same = new Person(shop, name);
        same.token = anotherToken;
        return same;
    }

    public Answer get(String path) {
        return shop.get(path, Map.of("Waiting-Token", token));
    }

    public Answer get(String path, Map<String, String> headers) {
        return shop.get(path, plusToken(headers));
    }

    public Answer delete(String path) {
        return shop.send("DELETE", "/api/v1" + path, null, Map.of("Waiting-Token", token));
    }

    public Answer post(String path, Object body) {
        return post(path, body, Map.of());
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        return shop.post(path, body, plusToken(headers));
    }

    /** Sends a body as it is. */
    public Answer postRaw(String path, String body) {
        return shop.send("POST", "/api/v1" + path, body, Map.of("Waiting-Token", token));
    }

    private Map<String, String> plusToken(Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Waiting-Token", token);
        return all;
    }

    public Answer looks() {
        return get("/tokens/me");
    }

    public Answer leaves() {
        return delete("/tokens/me");
    }

    public Answer reserves(String seat) {
        return post("/reservations", Map.of("seatId", seat));
    }

    public Answer reserves(List<String> seats) {
        return post("/reservations", Map.of("seatIds", seats));
    }

    public Answer charges(long amount) {
        return post("/points/charges", Map.of("amount", amount));
    }

    public Answer pays(String reservation) {
        return post("/payments", Map.of("reservationId", reservation));
    }

    public Answer cancels(String reservation) {
        return delete("/reservations/" + reservation);
    }

    public long balance() {
        return get("/points").is(200).number("balance");
    }
}
