package encore.audit;

import encore.audit.ledger.LineStory;
import encore.kernel.LineName;
import encore.waiting.lobby.BeaconValue;
import encore.waiting.lobby.LocalBeacon;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.UUID;

import static encore.audit.ledger.LineStory.ANOTHER;
import static encore.audit.ledger.LineStory.OPENING;
import static encore.audit.ledger.LineStory.SECRET;

/** The same for lobbies: whoever bends the order is found out (rule 13 of docs/domain.md). */
class PlantedInLobbyTest extends Planting {

    private static final long ROUND = new LocalBeacon().roundFor(OPENING);

    private LineStory line;

    @BeforeEach
    void plantsALine() {
        var name = "l" + UUID.randomUUID().toString().substring(0, 8);
        line = new LineStory(new LineName(name), plant);
        line.capacity(9);
    }

    private String closesWithThree() {
        line.closesWithThree();
        return plant.last();
    }

    private long allJoin(String... people) {
        for (var who : people) {
            line.joins(who);
        }
        return plant.newest();
    }

    @Test
    void an_order_that_was_drawn_is_none() {
        line.closesWithThree();
        line.shuffles();
        line.order().forEach(line::enters);
        found();
    }

    @Test
    void another_secret_than_was_committed_to() {
        var scheduled = line.schedules();
        allJoin("ann", "bob", "cem");
        line.closes("ann", "bob", "cem");
        var shuffled = line.shuffles(ANOTHER, line.said());
        line.order().forEach(line::enters);
        found(says("SECRET_NOT_COMMITTED", scheduled, shuffled));
    }

    @Test
    void somebody_added_after_the_closing() {
        line.schedules();
        allJoin("ann", "bob");
        var closed = line.closes("ann", "bob", "eve");
        line.joins("eve");
        line.shuffles();
        found(says("LOBBY_MEMBERS_WRONG", closed));
    }

    @Test
    void somebody_left_out() {
        line.schedules();
        allJoin("ann", "bob", "cem");
        var closed = line.closes("ann", "cem");
        line.shuffles();
        found(says("LOBBY_MEMBERS_WRONG", closed));
    }

    @Test
    void others_than_joined() {
        line.schedules();
        allJoin("ann", "bob", "cem");
        found(says("LOBBY_MEMBERS_WRONG", line.closes("ann", "bob", "eve")));
    }

    @Test
    void those_left_out_who_joined_last() {
        line.schedules();
        long upTo = allJoin("ann", "bob");
        var last = line.joins("cem");
        var closed = line.closes(upTo, OPENING, ROUND, "ann", "bob");
        found(says("LOBBY_LEFT_OUT", last, closed));
    }

    @Test
    void a_lobby_closed_before_its_time() {
        var scheduled = line.schedules();
        allJoin("ann", "bob");
        var early = OPENING.minus(Duration.ofMinutes(30));
        var closed =
                line.closes(plant.newest(), early, new LocalBeacon().roundFor(early), "ann", "bob");
        found(says("LOBBY_CLOSED_EARLY", scheduled, closed));
    }

    @Test
    void another_round_than_the_closing_demands() {
        line.schedules();
        long upTo = allJoin("ann", "bob");
        var closed = line.closes(upTo, OPENING, ROUND + 1, "ann", "bob");
        line.shuffles();
        found(says("ROUND_WRONG", closed));
    }

    @Test
    void another_round_than_it_was_closed_with() {
        var closed = closesWithThree();
        var shuffled = line.shuffles(SECRET, LocalBeacon.in(ROUND + 5));
        found(says("ROUND_WRONG", closed, shuffled));
    }

    @Test
    void what_no_beacon_has_said() {
        line.closesWithThree();
        found(says("BEACON_NOT_SAID", line.shuffles(SECRET, new BeaconValue(ROUND, ANOTHER, ""))));
    }

    @Test
    void another_seed_than_follows() {
        var closed = closesWithThree();
        found(says("SEED_WRONG", closed, line.shuffles(SECRET, line.said(), ANOTHER)));
    }

    @Test
    void two_orders() {
        line.closesWithThree();
        var first = line.shuffles();
        line.order().forEach(line::enters);
        found(says("LOBBY_SHUFFLED_TWICE", first, line.shuffles()));
    }

    @Test
    void a_lobby_closed_twice_and_another_way() {
        var first = closesWithThree();
        line.joins("dan");
        found(says("LOBBY_NOT_OPEN", first, line.closes("ann", "bob", "cem", "dan")));
    }

    @Test
    void a_lobby_thrown_away_for_another_order() {
        var closed = closesWithThree();
        found(says("LOBBY_DISCARDED", closed, line.schedules()));
    }

    @Test
    void an_order_without_a_lobby() {
        line.schedules();
        allJoin("ann", "bob");
        var elsewhere = new LineStory(new LineName(line.line + "-b"), plant);
        elsewhere.closesWithThree();
        var shuffled = line.shufflesAs(elsewhere);
        found(says("LOBBY_NOT_CLOSED", shuffled));
    }

    @Test
    void somebody_let_in_in_another_order_than_drawn() {
        line.schedules();
        var joined = line.joinAll("ann", "bob", "cem");
        line.closes("ann", "bob", "cem");
        line.shuffles();
        var order = line.order();
        var entered = line.enters(order.get(1));
        line.enters(order.get(0));
        line.enters(order.get(2));
        found(says(
                "LINE_PASSED_OVER", joined.get(order.get(0)), joined.get(order.get(1)), entered));
    }

    @Test
    void somebody_let_in_before_the_lobby_is_closed() {
        var scheduled = line.schedules();
        allJoin("ann", "bob");
        found(says("ADMITTED_BEFORE_SHUFFLE", scheduled, line.enters("ann")));
    }

    @Test
    void somebody_let_in_before_the_order_is_known() {
        var scheduled = line.schedules();
        allJoin("ann", "bob");
        line.closes("ann", "bob");
        found(says("ADMITTED_BEFORE_SHUFFLE", scheduled, line.enters("ann")));
    }
}
