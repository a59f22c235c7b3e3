package encore.waiting;

import encore.http.stream.EventStream;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;
import encore.kernel.LineName;
import encore.kernel.Refused;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.ReturnToLine;
import encore.waiting.line.WaitSpan;
import encore.waiting.line.FindDoor;
import encore.waiting.line.FindDoor.Door;
import encore.waiting.price.JoinPrice;
import encore.waiting.price.Work;
import jakarta.servlet.http.HttpServletRequest;
import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.IssuerOnly;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.EventTail;
import encore.kernel.ProcessorNames;
import encore.kernel.Queries;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.readmodel.AutomationProgress;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.IssuedToken;
import encore.waiting.WaitingTokenCommand.LeaveLine;
import encore.waiting.line.FindPlace;
import encore.waiting.line.Place;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.time.Instant;

import static encore.waiting.WaitingRefusal.LINE_CLOSED;
import static encore.waiting.WaitingRefusal.TOKEN_EXPIRED;
import static encore.waiting.WaitingRefusal.WORK_REQUIRED;

/** Joining the line, looking where one is, leaving it. */
@Tag(name = "Waiting line", description = "Join the line, see your place in it, leave it")
@RestController
@RequestMapping(Routes.TOKENS)
class TokenController {

    private static final Logger log = LoggerFactory.getLogger(TokenController.class);

    private final Commands commands;
    private final Queries queries;
    private final AutomationProgress automations;
    private final EventTail eventTail;
    private final TokenSigner signer;
    private final Polls polls;
    private final JoinPrice price;
    private final Insiders insiders;
    private final LineNews news;
    private final JsonMapper json;

    TokenController(
            Commands commands,
            Queries queries,
            AutomationProgress automations,
            EventTail eventTail,
            TokenSigner signer,
            Polls polls,
            JoinPrice price,
            Insiders insiders,
            LineNews news,
            JsonMapper json) {
        this.commands = commands;
        this.queries = queries;
        this.automations = automations;
        this.eventTail = eventTail;
        this.signer = signer;
        this.polls = polls;
        this.price = price;
        this.insiders = insiders;
        this.news = news;
        this.json = json;
    }

    /**
     * Who joins.
     *
     * @param line the line; the default one when left out
     * @param work what joining is paid with, where the line asks for it
     */
    record TokenRequest(
            @NotNull UserId userId, @Nullable LineName line, @Nullable @Valid Work work) {

        LineName lineOrDefault() {
            return line == null ? LineName.DEFAULT : line;
        }
    }

    /**
     * A waiting token as its holder sees it.
     *
     * @param token to be sent as {@code Waiting-Token}
     * @param number how many had joined the line up to this one: a page works out its place by it,
     *     see {@code GET /line}; null unless waiting, and in a lobby
     * @param position 1 for the next to enter; null unless waiting, and in a lobby
     * @param estimatedWaitSeconds the middle of {@code estimatedWait}
     * @param estimatedWait from how fast places become free; null while not known
     * @param expiresAt null while waiting; when it was over, for an expired one
     * @param reason why it is over; null when it is not
     */
    record Token(
            String token,
            UserId userId,
            LineName line,
            Place.Status status,
            @Nullable Integer number,
            @Nullable Long position,
            @Nullable Long estimatedWaitSeconds,
            @Nullable EstimatedWait estimatedWait,
            Instant issuedAt,
            @Nullable Instant expiresAt,
            @Nullable ExpiryReason reason) {}

    /** In seconds: nine times of ten the truth lies in it. */
    record EstimatedWait(long from, long to) {

        static @Nullable EstimatedWait of(@Nullable WaitSpan span) {
            return span == null ? null : new EstimatedWait(span.from(), span.to());
        }
    }

    /** A user has one token of a line: as long as it lives, it is answered with again. */
    @Operation(operationId = "joinLine", summary = "Join the line, or find the token you have")
    @Answers(status = 201, says = "A new token")
    @Answers(status = 200, says = "The token that this user has already")
    @WaitingRefusal.Possible({LINE_CLOSED, WORK_REQUIRED})
    @IssuerOnly
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Token> issue(
            @Valid @RequestBody TokenRequest request, NewId id, HttpServletRequest http) {
        var line = request.lineOrDefault();
        var door = queries.ask(new FindDoor(line));
        var issued = join(request, line, door, TokenId.of(line, id.toString()), http);
        if (issued.isNew()) {
            price.joined(line, door.work(), issued.issuedAt());
            if (door.hasRoom()) {
                automations.await(Admission.GROUP);
            }
        }
        var credential = signer.sign(issued.user(), issued.token(), issued.issuedAt());
        var place = placeOf(issued);
        if (place.status() == Place.Status.ACTIVE) {
            insiders.cameIn(credential);
        }
        return ResponseEntity.status(issued.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(token(credential, issued.user(), issued.token(), place));
    }

    private IssuedToken join(
            TokenRequest request, LineName line, Door door, TokenId token, HttpServletRequest http) {
        boolean isPaid = price.isPaid(request.userId(), line, door.work(), request.work(), http);
        var unless = !door.takesPeople() ? LINE_CLOSED : isPaid ? null : WORK_REQUIRED;
        try {
            return commands.send(new IssueToken(request.userId(), token, unless));
        } catch (Refused refused) {
            throw refused.is(WORK_REQUIRED) ? price.workRequired(line, door.work()) : refused;
        }
    }

    /** Another node may have issued it just now; and what was issued is never refused. */
    private Place placeOf(IssuedToken issued) {
        try {
            if (!issued.isNew()) {
                eventTail.catchUp();
            }
            return queries.ask(new FindPlace(issued.token()));
        } catch (RuntimeException lineIsLate) {
            log.warn("the place of {} can't be told yet", issued.token(), lineIsLate);
            return Place.unknown(issued.issuedAt());
        }
    }

    /** Any token will do, waiting and expired ones too. */
    @Operation(operationId = "showPlace", summary = "See where you are in the line")
    @Answers(
            status = 200,
            says = "The token; with Retry-After while it waits",
            headers = "Retry-After")
    @GetMapping("/me")
    ResponseEntity<Token> look(@InAnyState Caller caller) {
        polls.asks(caller.token());
        var place = queries.ask(new FindPlace(caller.token()));
        var answer = ResponseEntity.ok();
        switch (place.status()) {
            case WAITING -> {
                polls.told(caller.token(), place.retryAfterSeconds());
                answer.header(HttpHeaders.RETRY_AFTER, Long.toString(place.retryAfterSeconds()));
            }
            case ACTIVE -> insiders.cameIn(caller.credential());
            case EXPIRED -> insiders.left(caller.credential());
        }
        return answer.body(token(caller.credential(), caller.user(), caller.token(), place));
    }

    /**
     * Told as it changes, as server-sent events: {@code place} while it waits, {@code admitted} when
     * it is in, {@code expired} as the last, and {@code message} when all are told something.
     */
    @Operation(operationId = "followPlace", summary = "Follow your place in the line")
    @GetMapping(path = "/me/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    EventStream follow(@InAnyState Caller caller) {
        return EventStream.of(
                        caller.token(), new FollowedPlace(caller.token(), queries, json))
                .wokenBy(news.of(caller.token().line()))
                .atMostEvery(LineNews.EVERY);
    }

    /**
     * Who was silent for too long has lost the place, and has it again if they come back soon. A
     * token that lives stays as it is.
     */
    @Operation(operationId = "returnToLine", summary = "Take back the place given up for silence")
    @WaitingRefusal.Possible(TOKEN_EXPIRED)
    @PostMapping("/me/return")
    Token comeBack(@InAnyState Caller caller) {
        commands.send(new ReturnToLine(caller.user(), caller.token()));
        return token(
                caller.credential(),
                caller.user(),
                caller.token(),
                queries.ask(new FindPlace(caller.token())));
    }

    /**
     * Left the line, or gave the place up and with it whatever was held and not paid; nothing more
     * happens to a token that is over.
     */
    @Operation(operationId = "leaveLine", summary = "Leave the line, or give up your place inside")
    @DeleteMapping("/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@InAnyState Caller caller) {
        var place = queries.ask(new FindPlace(caller.token()));
        commands.send(new LeaveLine(caller.user(), caller.token()));
        insiders.left(caller.credential());
        if (place.status() == Place.Status.ACTIVE) {
            automations.await(ProcessorNames.GIVE_HOLDS_BACK);
            automations.await(ProcessorNames.RELEASE_SEAT);
        }
    }

    private static Token token(String credential, UserId user, TokenId token, Place place) {
        var wait = place.span();
        return new Token(
                credential,
                user,
                token.line(),
                place.status(),
                place.number(),
                place.position(),
                wait == null ? null : wait.middle(),
                EstimatedWait.of(wait),
                place.issuedAt(),
                place.expiresAt(),
                place.reason());
    }
}
