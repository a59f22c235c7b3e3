package encore;

import encore.http.AllRefusals;
import encore.kernel.Refusal;
import encore.testing.CallTable;
import encore.testing.Description;
import encore.testing.OverHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static encore.testing.Description.part;
import static org.assertj.core.api.Assertions.assertThat;

/** The API's own description is one to generate a client from. */
class OpenApiTest extends OverHttp {

    /** What comes after it is made from the description. */
    private static final String CALLS_BEGIN = "<!-- calls -->\n";

    /** What clients are generated from: an operation keeps its name. */
    private static final String CALLS = """
            listStalledPayments GET /api/v1/stalled-payments
            retryStalledPayment POST /api/v1/stalled-payments/{id}/retries
            joinLine POST /api/v1/tokens
            showPlace GET /api/v1/tokens/me
            leaveLine DELETE /api/v1/tokens/me
            followPlace GET /api/v1/tokens/me/events
            showReceipt GET /api/v1/tokens/me/receipt
            returnToLine POST /api/v1/tokens/me/return
            admitPerson POST /api/v1/tokens/{userId}/admission
            removePerson DELETE /api/v1/tokens/{userId}
            showLine GET /api/v1/line
            changeLine PATCH /api/v1/line
            showChallenge GET /api/v1/line/challenge
            proveLine GET /api/v1/line/proof
            giveBeacon POST /api/v1/line/beacon
            listPerformances GET /api/v1/performances
            showSeats GET /api/v1/performances/{id}/seats
            watchSeats GET /api/v1/performances/{id}/seats/events
            showPerformance GET /api/v1/performances/{id}
            changePerformance PATCH /api/v1/performances/{id}
            listAllPerformances GET /api/v1/operator/performances
            schedulePerformance POST /api/v1/performances
            blockSeats POST /api/v1/performances/{id}/blocks
            unblockSeat DELETE /api/v1/performances/{id}/blocks/{seatId}
            cancelPerformance POST /api/v1/performances/{id}/cancellation
            showCancellation GET /api/v1/performances/{id}/cancellation
            makeWish POST /api/v1/performances/{id}/wishes
            withdrawWish DELETE /api/v1/performances/{id}/wishes/mine
            listWishes GET /api/v1/wishes
            reserveSeat POST /api/v1/reservations
            listReservations GET /api/v1/reservations
            showReservation GET /api/v1/reservations/{id}
            cancelReservation DELETE /api/v1/reservations/{id}
            refundReservation POST /api/v1/reservations/{id}/refunds
            chargePoints POST /api/v1/points/charges
            showBalance GET /api/v1/points
            listPointHistory GET /api/v1/points/history
            pay POST /api/v1/payments
            showPayment GET /api/v1/payments/{id}
            listTickets GET /api/v1/tickets
            drawTicket GET /api/v1/tickets/{id}/qr.svg
            showTicketKeys GET /api/v1/tickets/keys
            auditAccount GET /api/v1/audit/points/{userId}
            auditSeats GET /api/v1/audit/performances/{id}/seats
            auditLine GET /api/v1/audit/line
            showNewestSeal GET /api/v1/audit/seals/newest
            beginAudit POST /api/v1/audits
            showAudit GET /api/v1/audits/{id}
            listProjections GET /api/v1/projections
            beginRebuild POST /api/v1/projections/{name}/rebuilds
            showRebuild GET /api/v1/projections/{name}/rebuilds/{id}
            giveUpRebuild DELETE /api/v1/projections/{name}/rebuilds/{id}
            beginVerification POST /api/v1/projections/{name}/verifications
            showVerification GET /api/v1/projections/{name}/verifications/{id}
            giveUpVerification DELETE /api/v1/projections/{name}/verifications/{id}
            listDeadLetters GET /api/v1/projections/{name}/dead-letters
            showDeadLetter GET /api/v1/projections/{name}/dead-letters/{letterId}
            listDiscardedDeadLetters GET /api/v1/projections/{name}/dead-letters/discarded
            discardDeadLetter DELETE /api/v1/projections/{name}/dead-letters/{letterId}
            retryDeadLetters POST /api/v1/projections/{name}/dead-letters/retries
            retryDeadLetter POST /api/v1/projections/{name}/dead-letters/{letterId}/retries
            """;

    private static Map<String, String> callsById() {
        return CALLS.lines()
                .map(line -> line.split(" ", 2))
                .collect(Collectors.toMap(call -> call[0], call -> call[1]));
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final Path PAGE = Path.of("docs", "api.md");
    private static final Path MADE = Path.of("target", "docs");
    private static final String JSON_TYPE = "application/json";
    private static final String PROBLEM_TYPE = "application/problem+json";

    private final Description description = Description.kept();

    @Test
    void what_docs_say_of_the_api_is_what_the_server_says() throws IOException {
        var served = shop.send("GET", "/v3/api-docs", null, Map.of()).is(200).json();
        var page = Files.readString(PAGE);
        write(
                "openapi.json",
                JSON.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(JSON.treeToValue(served, Object.class))
                        + "\n");
        write(
                "api.md",
                page.substring(0, page.indexOf(CALLS_BEGIN))
                        + CALLS_BEGIN
                        + CallTable.of(Description.of(served)));
        assertThat(Stream.of(Description.FILE, PAGE).filter(OpenApiTest::differs))
                .as("The API has changed. On purpose? cp target/docs/* docs/")
                .isEmpty();
    }

    private static void write(String file, String text) throws IOException {
        Files.createDirectories(MADE);
        Files.writeString(MADE.resolve(file), text);
    }

    private static boolean differs(Path kept) {
        try {
            return Files.mismatch(kept, MADE.resolve(kept.getFileName())) >= 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Clients are built on these names: a change of one is a change of the API. */
    @Test
    void each_call_has_its_name_and_there_is_no_other() {
        var calls = new TreeMap<String, String>();
        eachCall((call, operation) -> {
            var name = description.at(operation).path("operationId").asString();
            assertThat(calls.put(name, call)).as("two calls named %s", name).isNull();
        });
        assertThat(calls).isEqualTo(new TreeMap<>(callsById()));
    }

    @Test
    void each_call_says_what_it_does_and_who_may_make_it() {
        eachCall((call, operation) -> {
            assertThat(description.at(operation).path("summary").asString(""))
                    .as(call)
                    .isNotBlank();
            assertThat(description.at(operation).path("tags").size()).as(call).isOne();
            assertThat(description.at(operation).has("security")).as(call).isTrue();
        });
    }

    @Test
    void each_code_is_described_somewhere() {
        var found = new TreeSet<String>();
        description
                .at("/components/responses")
                .forEach(response -> found.addAll(response.path("content")
                        .path(PROBLEM_TYPE)
                        .path("examples")
                        .propertyNames()));
        eachCall((call, operation) -> description
                .at(operation + "/responses")
                .forEach(response -> found.addAll(response.path("content")
                        .path(PROBLEM_TYPE)
                        .path("examples")
                        .propertyNames())));
        assertThat(found)
                .isEqualTo(new TreeSet<>(
                        AllRefusals.list().stream().map(Refusal::name).toList()));
    }

    @Test
    void everything_that_is_sent_has_an_example_and_each_example_is_valid() {
        eachCall((call, operation) -> {
            if (description.at(operation).has("requestBody")) {
                checkExample(operation + "/requestBody/content" + part(JSON_TYPE));
            }
            description.at(operation + "/responses").propertyNames().forEach(status -> {
                var content = operation + "/responses" + part(status) + "/content";
                if (description.at(content).has(JSON_TYPE)) {
                    checkExample(content + part(JSON_TYPE));
                }
                checkExamples(content + part(PROBLEM_TYPE));
            });
        });
    }

    private void checkExample(String media) {
        assertThat(description.at(media).has("example")).as(media).isTrue();
        assertThat(description.faults(media + "/schema", description.at(media + "/example")))
                .as(media)
                .isEmpty();
    }

    private void checkExamples(String media) {
        description.at(media + "/examples").propertyNames().forEach(code -> {
            var value = description.follow(media + "/examples" + part(code)) + "/value";
            assertThat(description.faults(media + "/schema", description.at(value)))
                    .as(media + " " + code)
                    .isEmpty();
        });
    }

    /** A field without a type takes anything: a generated client would send it, and be refused. */
    @Test
    void each_field_has_a_type() {
        var anything = new TreeSet<String>();
        description
                .at("/components/schemas")
                .properties()
                .forEach(schema -> schema.getValue().path("properties").properties().stream()
                        .filter(field -> Stream.of("type", "$ref", "oneOf", "anyOf", "allOf")
                                .noneMatch(field.getValue()::has))
                        .forEach(field -> anything.add(schema.getKey() + "." + field.getKey())));
        assertThat(anything)
                .containsExactly(
                        "AccountAuditDifference.expected",
                        "AccountAuditDifference.found",
                        "InspectedDeadLetter.payload",
                        "RowDifference.row");
    }

    @Test
    void no_description_tells_what_is_inside() {
        texts(
                description.at(""),
                text -> assertThat(text)
                        .doesNotContain(
                                "encore.",
                                "java.",
                                "axon",
                                "Exception",
                                "{@",
                                "<code>",
                                "<p>",
                                "View",
                                "Controller"));
    }

    private static void texts(JsonNode node, Consumer<String> each) {
        if (node.isString()) {
            each.accept(node.asString());
        }
        node.forEach(child -> texts(child, each));
    }

    @Test
    void there_is_a_page() {
        assertThat(shop.send("GET", "/swagger-ui/index.html", null, Map.of())
                        .is(200)
                        .body())
                .contains("Swagger UI");
    }

    private void eachCall(BiConsumer<String, String> each) {
        description
                .at("/paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> each.accept(
                                method.toUpperCase() + " " + path.getKey(),
                                "/paths" + part(path.getKey()) + part(method))));
    }
}
