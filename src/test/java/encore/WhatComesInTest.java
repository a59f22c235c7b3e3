package encore;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.PerformanceId;
import encore.concert.Price;
import encore.concert.Section;
import encore.concert.SectionName;
import encore.concert.Title;
import encore.concert.Venue;
import encore.kernel.Command;
import encore.kernel.Commands;
import encore.kernel.Refused;
import encore.readmodel.ProcessorProgress;
import encore.testing.Answer;
import encore.testing.Extremes;
import encore.testing.OverHttp;
import encore.testing.Person;
import encore.testing.Shop;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an event carries fits every read model (rule 7), whichever way it comes in. */
class WhatComesInTest extends OverHttp {

    private static final int AT_ONCE = 16;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TEXTS = Stream.concat(
                    Extremes.texts().stream(), Extremes.moments().stream().map(Instant::toString))
            .map(JSON::writeValueAsString)
            .toList();
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1.5",
            "1e30",
            "1e400",
            "1000",
            "1001",
            "100000001",
            "2147483648",
            "9223372036854775808");

    @Autowired
    private Commands commands;

    @Autowired
    private CommandGateway gateway;

    @Autowired
    private ProcessorProgress processors;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping calls;

    private List<String> deadBefore;

    private List<String> deadLetters() {
        return jdbc.sql("select payload_type || ': ' || cause_message from dead_letter")
                .query(String.class)
                .list();
    }

    @BeforeEach
    void countWhatOtherTestsHaveLeft() {
        deadBefore = deadLetters();
    }

    private void everyReadModelShowsWhatTheEventsSay() {
        eventually(() -> processing.eventProcessors().values().stream()
                .flatMap(processor ->
                        ((StreamingEventProcessor) processor).processingStatus().values().stream())
                .noneMatch(segment -> segment.isErrorState() || !segment.isCaughtUp()));
        assertThat(processing.eventProcessors().keySet()).allMatch(processors::await);
        assertThat(deadLetters()).isEqualTo(deadBefore);
        processing.eventProcessors().keySet().stream()
                .filter(processor -> processor.startsWith("projection-"))
                .map(processor -> processor.substring("projection-".length()))
                .forEach(name -> {
                    var verified = endOf(name, "verifications");
                    assertThat(verified.text("state")).as(verified.body()).isEqualTo("COMPLETED");
                    assertThat(verified.get("check").get("same").asBoolean())
                            .as(verified.body())
                            .isTrue();
                });
    }

    private Answer announced(String field, Object value) {
        var body = goodBodies().get("PerformanceRequest");
        return shop.operator("POST", "/performances", with(body, field, value));
    }

    private static Map<String, Object> with(Map<String, Object> body, String field, Object value) {
        var changed = new HashMap<>(body);
        changed.put(field, value);
        return changed;
    }

    private static void isUnfit(Answer answer, String field, String why) {
        var error = answer.isRefused(400, "INVALID_REQUEST").get("errors").get(0);
        assertThat(error.get("field").asString()).isEqualTo(field);
        assertThat(error.get("message").asString()).isEqualTo(why);
    }

    @Test
    void what_has_stopped_a_shop_is_refused() {
        isUnfit(
                announced("sections", List.of(GoodBodies.section("A\u0000"))),
                "sections[0].name",
                "must be 1 to 100 characters that can be seen");
        isUnfit(
                announced("title", "A\u0000"),
                "title",
                "must be 1 to 200 characters that can be seen");
        isUnfit(announced("startsAt", "+59132-07-14T00:00:00Z"), "startsAt", "is malformed");
        isUnfit(announced("startsAt", "+1000000000-01-01T00:00:00Z"), "startsAt", "is malformed");
        isUnfit(
                announced("startsAt", clock.instant().plusSeconds(6L * 366 * 86_400)),
                "startsAt",
                "must be within the next five years");
        isUnfit(
                announced("sections", List.of(GoodBodies.section("A"), GoodBodies.section("A"))),
                "sections",
                "must have names that can be told apart");
        everyReadModelShowsWhatTheEventsSay();
    }

    @Test
    void a_refusal_names_the_rule_in_the_callers_language() {
        var body = JSON.writeValueAsString(
                with(goodBodies().get("PerformanceRequest"), "venue", "\u202Ecellar"));
        isUnfit(
                shop.send(
                        "POST",
                        "/api/v1/performances",
                        body,
                        Map.of("Authorization", Shop.OPERATOR, "Accept-Language", "ko")),
                "venue",
                "보이는 문자로 1자 이상 200자 이하여야 합니다");
    }

    @Test
    void nor_does_it_come_in_past_the_controller() {
        var late = clock.instant().plusSeconds(6L * 366 * 86_400);
        var command = new SchedulePerformance(
                new PerformanceId("late"),
                new Title("Late"),
                new Venue("Cellar"),
                late,
                ZoneId.of("Asia/Seoul"),
                List.of(new Section(new SectionName("Floor"), 1, 1, new Price(1))));
        assertThatExceptionOfType(Refused.class).isThrownBy(() -> gateway.sendAndWait(command));
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> commands.together(() -> commands.send(command)));
        assertThat(stored("PerformanceScheduled", "performance:late")).isZero();
    }

    /** Every command there is, a new one too: each part with each extreme, the others good. */
    @Test
    void every_part_of_every_command() {
        var specimens = new Specimens(commands, clock);
        var sent = 0;
        for (var type : Specimens.everyCommand()) {
            for (int p = 0; p < type.getRecordComponents().length; p++) {
                for (var extreme : Extremes.of(type.getRecordComponents()[p])) {
                    var good = specimens.of(type);
                    if (Extremes.made(type, replaced(good, p, extreme)).isPresent()) {
                        send(Extremes.made(type, replaced(specimens.fresh(type), p, extreme))
                                .orElseThrow());
                        sent++;
                    }
                }
            }
        }
        assertThat(sent).as("commands with an extreme that fits").isGreaterThan(200);
        everyReadModelShowsWhatTheEventsSay();
    }

    private static Object[] replaced(Record command, int part, Object value) {
        var parts = Specimens.partsOf(command);
        parts[part] = value;
        return parts;
    }

    /** It is done, or refused with a word of the house. */
    private void send(Record command) {
        try {
            commands.send((Command<?>) command);
        } catch (Refused | IllegalStateException | AggregateNotFoundException refused) {
            assertThat(refused.getMessage()).as("%s", command).isNotBlank();
        }
    }

    private Map<String, Map<String, Object>> goodBodies() {
        return GoodBodies.at(clock.instant());
    }

    /** Every call with a body, a new one too: each field with each extreme, the others good. */
    @Test
    void every_field_of_every_call() throws Exception {
        var ann = shop.customer("ann");
        var changed = shop.schedule("Changed", 1, 1, tomorrow()).text("performanceId");
        var sent = new ArrayList<Callable<Integer>>();
        everyBody()
                .forEach((call, good) -> changed(JSON.valueToTree(good))
                        .forEach(body ->
                                sent.add(() -> statusOf(ann, addressed(call, changed), body))));
        var statuses = new TreeSet<Integer>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (var status : threads.invokeAll(sent)) {
                statuses.add(status.get());
            }
        }
        assertThat(statuses).contains(201, 400);
        everyReadModelShowsWhatTheEventsSay();
    }

    private static String addressed(String call, String performance) {
        return call.replace("{id}", performance).replace("{userId}", "somebody");
    }

    private int statusOf(Person person, String call, String body) {
        var answer = shop.send(
                call.split(" ")[0],
                call.split(" ")[1],
                body,
                Map.of("Waiting-Token", person.token(), "Authorization", Shop.OPERATOR));
        assertThat(answer.status())
                .as("%s of %s: %s", call, shortened(body), answer.body())
                .isIn(200, 201, 202, 204, 400, 404, 409, 415);
        return answer.status();
    }

    private static String shortened(String body) {
        return body.substring(0, Math.min(body.length(), 300));
    }

    private Map<String, Map<String, Object>> everyBody() {
        var bodies = goodBodies();
        return calls.getHandlerMethods().entrySet().stream()
                .flatMap(call -> Arrays.stream(call.getValue().getMethodParameters())
                        .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                        .map(parameter -> {
                            var type = parameter.getParameterType().getSimpleName();
                            assertThat(bodies).as("a good body of every call").containsKey(type);
                            var route = call.getKey();
                            return Map.entry(
                                    route.getMethodsCondition()
                                                    .getMethods()
                                                    .iterator()
                                                    .next()
                                            + " "
                                            + route.getPatternValues()
                                                    .iterator()
                                                    .next(),
                                    bodies.get(type));
                        }))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The body once for each place in it and each extreme. */
    private static List<String> changed(JsonNode good) {
        var pointers = new TreeSet<String>();
        collect(good, "", pointers);
        var json = good.toString();
        return pointers.stream()
                .flatMap(pointer -> Stream.concat(
                                good.at(pointer).isString() ? TEXTS.stream() : NUMBERS.stream(),
                                Stream.of("null", "true", "[]", "{}", "[null]", "\"\"", "\"ten\""))
                        .map(value -> replaced(json, pointer, value)))
                .toList();
    }

    private static void collect(JsonNode node, String pointer, TreeSet<String> pointers) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            collect(field.getValue(), pointer + "/" + field.getKey(), pointers));
        } else if (node.isArray()) {
            pointers.add(pointer);
            collect(node.get(0), pointer + "/0", pointers);
        } else {
            pointers.add(pointer);
        }
    }

    private static String replaced(String json, String pointer, String value) {
        var copy = JSON.readTree(json);
        var parent = copy.at(pointer.substring(0, pointer.lastIndexOf('/')));
        var place = pointer.substring(pointer.lastIndexOf('/') + 1);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(place), "HERE");
        } else {
            ((ObjectNode) parent).put(place, "HERE");
        }
        return copy.toString().replace("\"HERE\"", value);
    }
}
