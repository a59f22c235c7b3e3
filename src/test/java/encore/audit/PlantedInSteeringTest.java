package encore.audit;

import encore.audit.ledger.LineStory;
import encore.kernel.LineName;
import encore.waiting.steering.LineState;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The same for what the operator makes of a line, and for who was silent. */
class PlantedInSteeringTest extends Planting {

    private LineStory line;

    @BeforeEach
    void plantsALine() {
        var name = "l" + UUID.randomUUID().toString().substring(0, 8);
        line = new LineStory(new LineName(name), plant);
        line.capacity(2);
    }

    @Test
    void one_more_than_a_capacity_that_was_lowered() {
        line.joinAll("ann", "bob", "cem");
        line.enters("ann");
        line.enters("bob");
        line.capacity(1);
        line.leaves("ann");
        found(says("CAPACITY_EXCEEDED", line.enters("cem")));
    }

    @Test
    void somebody_let_in_while_the_line_is_paused() {
        line.joins("ann");
        var paused = line.state(LineState.OPEN, LineState.PAUSED);
        found(says("ADMITTED_WHILE_PAUSED", paused, line.enters("ann")));
    }

    @Test
    void who_was_silent_and_is_back_and_is_passed_over() {
        var joined = line.joinAll("ann", "bob");
        line.isSilent("ann");
        line.returns("ann");
        found(says("LINE_PASSED_OVER", joined.get("ann"), joined.get("bob"), line.enters("bob")));
    }

    @Test
    void who_left_and_is_back() {
        line.joins("ann");
        line.leaves("ann");
        found(says("RETURNED_NOT_AWAY", line.returns("ann")));
    }

    @Test
    void acts_that_do_not_say_who_or_why() {
        var stream = "line:" + line.line;
        var operator = "operator";
        found(
                says(
                        "ACT_UNEXPLAINED",
                        act(
                                "CapacityChanged",
                                stream,
                                "to",
                                5,
                                "asConfigured",
                                false,
                                "reason",
                                "hush")),
                says("ACT_UNEXPLAINED", act("StateChanged", stream, "to", "OPEN", "by", operator)),
                says("ACT_UNEXPLAINED", act("PaceChanged", stream, "to", 60, "by", operator)),
                says("ACT_UNEXPLAINED", act("MessageChanged", stream, "reason", "hush")),
                says(
                        "ACT_UNEXPLAINED",
                        act("PriceChanged", stream, "from", 0, "to", 9, "by", operator)),
                says("ACT_UNEXPLAINED", act("PersonLetIn", stream, "reason", "a friend")),
                says("ACT_UNEXPLAINED", act("PersonThrownOut", stream, "by", operator)));
    }

    private String act(String type, String stream, Object... fields) {
        var all = new ArrayList<Object>(List.of("line", line.line.value(), "at", plant.now));
        all.addAll(List.of(fields));
        return plant.event(type, stream, all.toArray());
    }

    @Test
    void an_act_in_the_stream_of_another_line() {
        var stream = "line:" + line.line + "-b";
        found(says(
                "STREAM_NOT_ITS_OWN",
                plant.event(
                        "AdmissionEased",
                        stream,
                        "line",
                        line.line.value(),
                        "from",
                        100,
                        "to",
                        50,
                        "cause",
                        "lag",
                        "at",
                        plant.now)));
    }
}
