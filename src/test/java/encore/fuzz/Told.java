package encore.fuzz;

import encore.testing.Answer;
import tools.jackson.databind.JsonNode;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What somebody has been told by the server: ids, tokens, addresses, versions, each by the name it
 * came under. What they know they use again; at times, or knowing nothing, what others were told.
 */
final class Told {

    private static final int KEPT = 64;
    private static final int NEWEST = 3;

    /** What is asked for under one name and told under another. */
    private static final Map<String, String> ALSO_CALLED = Map.of(
            "Waiting-Token", "token",
            "after", "next",
            "If-None-Match", "ETag",
            "seatIds", "seatId");

    private final Map<String, ArrayDeque<String>> values = new ConcurrentHashMap<>();
    private final Told everybody;

    /** @param everybody who is told whatever this one is told; null for everybody itself */
    Told(Told everybody) {
        this.everybody = everybody;
    }

    void learn(String name, String value) {
        var known = values.computeIfAbsent(name, n -> new ArrayDeque<>());
        synchronized (known) {
            known.remove(value);
            known.addLast(value);
            if (known.size() > KEPT) {
                known.removeFirst();
            }
        }
        if (everybody != null) {
            everybody.learn(name, value);
        }
    }

    /** From a success: each field, the version, and the address of what was made. */
    void learn(Answer answer, List<Call> calls) {
        if (answer.body().startsWith("{")) {
            learn(answer.json());
        }
        if (answer.header("ETag") != null) {
            learn("ETag", answer.header("ETag"));
        }
        var made = answer.header("Location");
        if (made != null) {
            calls.stream()
                    .filter(call -> call.isAt(made))
                    .forEach(call -> learn(call.template(), made));
        }
    }

    private void learn(JsonNode told) {
        told.valueStream().limit(KEPT).filter(JsonNode::isContainer).forEach(this::learn);
        told.propertyStream()
                .filter(field -> field.getValue().isString() || field.getValue().isNumber())
                .forEach(field -> learn(field.getKey(), field.getValue().asString()));
    }

    /** Something known under this name: mostly one's own, and mostly what is new. */
    Optional<String> recall(String name, Random random) {
        boolean own = random.nextInt(10) > 0;
        boolean newest = random.nextInt(10) < 6;
        return recall(ALSO_CALLED.getOrDefault(name, name), own, newest, random.nextInt(KEPT));
    }

    private Optional<String> recall(String name, boolean own, boolean newest, int which) {
        var known = values.get(name);
        if (everybody != null && (known == null || !own)) {
            return everybody.recall(name, true, newest, which);
        }
        if (known == null) {
            return Optional.empty();
        }
        synchronized (known) {
            var list = List.copyOf(known);
            int size = list.size();
            return Optional.of(
                    list.get(newest ? size - 1 - which % Math.min(NEWEST, size) : which % size));
        }
    }
}
