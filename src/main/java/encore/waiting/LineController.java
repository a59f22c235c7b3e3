package encore.waiting;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import encore.http.Answers;
import encore.http.NewId;
import encore.http.OpenToAll;
import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.InvalidValue;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Queries;
import encore.kernel.Reason;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.readmodel.ProcessorProgress;
import encore.waiting.line.FindDoor;
import encore.waiting.line.FindLine;
import encore.waiting.line.LineView;
import encore.waiting.price.Challenge;
import encore.waiting.price.JoinPrice;
import encore.waiting.price.WorkPrice;
import encore.waiting.steering.LineCommand.NewMessage;
import encore.waiting.steering.LineCommand.SteerLine;
import encore.waiting.steering.LineState;
import encore.waiting.steering.Message;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Duration;
import java.time.Instant;

import static encore.waiting.WaitingRefusal.LINE_CLOSED;

/** A line as everybody sees it, and what the operator does to it. */
@Tag(name = "Waiting line")
@RestController
class LineController {

    private static final String DEFAULT = "default";
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final int LINES_KEPT = 1_000;

    private final Queries queries;
    private final OperatorActs acts;
    private final Lobbies lobbies;
    private final JoinPrice price;
    private final TokenSigner signer;
    private final ProcessorProgress processors;

    /** One of all who ask looks; the others of this moment take what was seen. */
    private final LoadingCache<LineName, Seen> seen;

    /** A line as it was, and its ETag. */
    private record Seen(LineView line, String etag) {}

    LineController(
            Queries queries,
            OperatorActs acts,
            Lobbies lobbies,
            JoinPrice price,
            TokenSigner signer,
            ProcessorProgress processors) {
        this.queries = queries;
        this.acts = acts;
        this.lobbies = lobbies;
        this.price = price;
        this.signer = signer;
        this.processors = processors;
        this.seen = Caffeine.newBuilder()
                .maximumSize(LINES_KEPT)
                .expireAfterWrite(FRESH.dividedBy(2))
                .build(line -> {
                    var now = queries.ask(new FindLine(line));
                    return new Seen(now, '"' + Integer.toHexString(now.hashCode()) + '"');
                });
    }

    /**
     * The same for everybody, for a second: who comes in next, how fast, and who has left. A page
     * works out its own place from its number and asks nobody.
     *
     * @param line the line; the default one when left out
     */
    @Operation(operationId = "showLine", summary = "See how the line is")
    @Answers(
            status = 200,
            says = "The line; with ETag, to ask whether it has changed",
            headers = {"ETag", "Cache-Control"})
    @Answers(status = 304, says = "It is as it was", headers = "ETag")
    @WaitingRefusal.Possible(LINE_CLOSED)
    @OpenToAll
    @GetMapping(Routes.LINE)
    ResponseEntity<LineView> look(@RequestParam(defaultValue = DEFAULT) LineName line) {
        var now = seen.get(line);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .eTag(now.etag())
                .body(now.line());
    }

    /**
     * What to solve before joining a line that has a price; a refused join brings one as well.
     *
     * @param line the line; the default one when left out
     */
    @Operation(operationId = "showChallenge", summary = "Get the work that joining costs")
    @Answers(status = 200, says = "To be solved")
    @Answers(status = 204, says = "Joining costs nothing")
    @OpenToAll
    @GetMapping(Routes.LINE + "/challenge")
    ResponseEntity<Challenge> challenge(@RequestParam(defaultValue = DEFAULT) LineName line) {
        int work = queries.ask(new FindDoor(line)).work();
        return work == 0
                ? ResponseEntity.noContent().build()
                : ResponseEntity.ok()
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .body(price.challenge(line, work));
    }

    /**
     * What is to be changed; what is left out stays as it is.
     *
     * @param capacity how many may be inside; a line that nobody has spoken of begins with it
     * @param admissionsPerMinute at most; 0 for as many as there is room for
     * @param state DRAINING: those who wait come in, and nobody joins
     * @param opensAt when the doors open: until then people are in the lobby, without an order
     * @param message to all who wait; without texts, the message is taken away
     * @param work what joining costs
     * @param reason why, to be kept with it
     */
    @Schema(name = "LineChange")
    record LineChangeRequest(
            @Nullable @Min(1) @Max(1_000_000) Integer capacity,
            @Nullable @Min(0) @Max(1_000_000) Integer admissionsPerMinute,
            @Nullable LineState state,
            @Nullable Instant opensAt,
            @Nullable MessageRequest message,
            @Nullable @Valid WorkPrice work,
            @NotNull Reason reason) {}

    /** Both texts, or none. */
    record MessageRequest(@Nullable String ko, @Nullable String en) {

        private NewMessage message() {
            if (ko == null && en == null) {
                return new NewMessage(null);
            }
            if (ko == null || en == null) {
                throw new InvalidValue("message", "unfit.message");
            }
            return new NewMessage(new Message(ko, en));
        }
    }

    /** All of it, or nothing; it acts on every node at once. */
    @Operation(
            operationId = "changeLine",
            summary = "Change a line: capacity, pace, pause, doors, message, price")
    @WaitingRefusal.Possible(LINE_CLOSED)
    @OperatorOnly
    @PatchMapping(Routes.LINE)
    LineView change(
            @RequestParam(defaultValue = DEFAULT) LineName line,
            @Valid @RequestBody LineChangeRequest request,
            Operator operator) {
        var message = request.message();
        acts.on(new SteerLine(
                line,
                request.capacity(),
                request.admissionsPerMinute(),
                request.state(),
                message == null ? null : message.message(),
                request.opensAt() == null ? null : lobbies.doors(line, request.opensAt()),
                request.work() == null ? null : request.work().difficulty(),
                operator,
                request.reason()));
        processors.await(Admission.GROUP);
        seen.invalidate(line);
        return queries.ask(new FindLine(line));
    }

    /**
     * Whom it is about.
     *
     * @param line the line; the default one when left out
     * @param reason why, to be kept with it
     */
    record PersonRequest(@Nullable LineName line, @NotNull Reason reason) {

        LineName lineOrDefault() {
            return line == null ? LineName.DEFAULT : line;
        }
    }

    /** A person whom the operator has let in, and the token for them. */
    record Admitted(String token, UserId userId, LineName line) {}

    /** They take nobody's room, and are in as long as anybody. */
    @Operation(operationId = "admitPerson", summary = "Let one person in, whatever their place")
    @WaitingRefusal.Possible(LINE_CLOSED)
    @OperatorOnly
    @PostMapping(Routes.TOKENS + "/{userId}/admission")
    Admitted letIn(
            @PathVariable UserId userId,
            @Valid @RequestBody PersonRequest request,
            Operator operator,
            NewId id) {
        var line = request.lineOrDefault();
        var token = TokenId.of(line, id.toString());
        var in = acts.letIn(userId, line, token, operator, request.reason());
        return new Admitted(signer.sign(userId, in.token(), in.issuedAt()), userId, line);
    }

    /** Out of the line, or from inside; what they held is given back. */
    @Operation(operationId = "removePerson", summary = "Throw one person out")
    @OperatorOnly
    @DeleteMapping(Routes.TOKENS + "/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void throwOut(
            @PathVariable UserId userId,
            @Valid @RequestBody PersonRequest request,
            Operator operator,
            NewId id) {
        var line = request.lineOrDefault();
        var unused = TokenId.of(line, id.toString());
        acts.throwOut(userId, line, unused, operator, request.reason());
    }
}
