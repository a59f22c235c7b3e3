package encore.waiting;

import encore.http.Answers;
import encore.http.Caller;
import encore.http.InAnyState;
import encore.http.Routes;
import encore.http.stream.EventStream;
import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.readmodel.ProcessorProgress;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenCommand.LeaveLine;
import encore.waiting.WaitingTokenCommand.ReturnToLine;
import encore.waiting.line.FindPlace;
import encore.waiting.line.FindReceipt;
import encore.waiting.line.Place;
import encore.waiting.line.Receipt;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

import static encore.waiting.WaitingRefusal.TOKEN_EXPIRED;

/** Looking where one is in the line, leaving it, coming back. */
@Tag(name = "Waiting line")
@RestController
@RequestMapping(Routes.TOKENS + "/me")
class PlaceController {

    private final Commands commands;
    private final Queries queries;
    private final ProcessorProgress processors;
    private final Polls polls;
    private final Insiders insiders;
    private final LineNews news;
    private final Attendance attendance;
    private final Turns turns;
    private final JsonMapper json;

    PlaceController(
            Commands commands,
            Queries queries,
            ProcessorProgress processors,
            Polls polls,
            Insiders insiders,
            LineNews news,
            Attendance attendance,
            Turns turns,
            JsonMapper json) {
        this.commands = commands;
        this.queries = queries;
        this.processors = processors;
        this.polls = polls;
        this.insiders = insiders;
        this.news = news;
        this.attendance = attendance;
        this.turns = turns;
        this.json = json;
    }

    /** Any token will do, waiting and expired ones too. */
    @Operation(operationId = "showPlace", summary = "See where you are in the line")
    @Answers(
            status = 200,
            says = "The token; with Retry-After while it waits",
            headers = "Retry-After")
    @GetMapping
    ResponseEntity<Token> look(@InAnyState Caller caller) {
        polls.asks(caller.token());
        var place = queries.ask(new FindPlace(caller.token()));
        var answer = ResponseEntity.ok();
        switch (place.status()) {
            case WAITING -> {
                polls.told(caller.token(), place.retryAfterSeconds());
                attendance.waits(caller.token(), place);
                answer.header(HttpHeaders.RETRY_AFTER, Long.toString(place.retryAfterSeconds()));
            }
            case ACTIVE -> insiders.cameIn(caller.credential());
            case EXPIRED -> insiders.left(caller.credential());
        }
        return answer.body(Token.of(caller.credential(), caller.user(), caller.token(), place));
    }

    /**
     * Told as it changes, as server-sent events: {@code place} while it waits, {@code admitted}
     * when it is in, {@code expired} as the last, and {@code message} when all are told something.
     */
    @Operation(operationId = "followPlace", summary = "Follow your place in the line")
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    EventStream follow(@InAnyState Caller caller) {
        return EventStream.of(
                        caller.token(),
                        new FollowedPlace(caller.token(), queries, attendance, json))
                .wokenBy(news.of(caller.token().line()))
                .atMostEvery(LineNews.EVERY);
    }

    /** To be kept, and to be checked by anybody: it names nobody else. */
    @Operation(operationId = "showReceipt", summary = "Get a receipt for your place")
    @GetMapping("/receipt")
    Receipt receipt(@InAnyState Caller caller) {
        return queries.ask(new FindReceipt(caller.token()));
    }

    /**
     * Who was silent for too long has lost the place, and has it again if they come back soon. A
     * token that lives stays as it is.
     */
    @Operation(operationId = "returnToLine", summary = "Take back the place given up for silence")
    @WaitingRefusal.Possible(TOKEN_EXPIRED)
    @PostMapping("/return")
    Token comeBack(@InAnyState Caller caller) {
        var place = queries.ask(new FindPlace(caller.token()));
        if (place.status() == Place.Status.EXPIRED) {
            if (place.reason() != ExpiryReason.ABANDONED) {
                throw new Refused(TOKEN_EXPIRED);
            }
            // Nobody is let in meanwhile who stands behind them.
            turns.alone(() -> {
                commands.send(new ReturnToLine(caller.user(), caller.token()));
                return true;
            });
            place = queries.ask(new FindPlace(caller.token()));
        }
        return Token.of(caller.credential(), caller.user(), caller.token(), place);
    }

    /**
     * Left the line, or gave the place up and with it whatever was held and not paid; nothing more
     * happens to a token that is over.
     */
    @Operation(operationId = "leaveLine", summary = "Leave the line, or give up your place inside")
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(@InAnyState Caller caller) {
        var place = queries.ask(new FindPlace(caller.token()));
        commands.send(new LeaveLine(caller.user(), caller.token()));
        insiders.left(caller.credential());
        if (place.status() == Place.Status.ACTIVE) {
            processors.await(ProcessorNames.GIVE_HOLDS_BACK);
            processors.await(ProcessorNames.RELEASE_SEAT);
        }
    }
}
