package encore.waiting;

import encore.http.Answers;
import encore.http.IssuerOnly;
import encore.http.NewId;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.EventTail;
import encore.kernel.LineName;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.readmodel.ProcessorProgress;
import encore.waiting.WaitingTokenCommand.IssueToken;
import encore.waiting.WaitingTokenCommand.IssuedToken;
import encore.waiting.line.FindDoor;
import encore.waiting.line.FindDoor.Door;
import encore.waiting.line.FindPlace;
import encore.waiting.line.Place;
import encore.waiting.price.JoinPrice;
import encore.waiting.price.Work;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import static encore.waiting.WaitingRefusal.LINE_CLOSED;
import static encore.waiting.WaitingRefusal.WORK_REQUIRED;

/** Joining the line. */
@Tag(name = "Waiting line", description = "Join the line, see your place in it, leave it")
@RestController
class JoinController {

    private static final Logger log = LoggerFactory.getLogger(JoinController.class);

    private final Commands commands;
    private final Queries queries;
    private final ProcessorProgress processors;
    private final EventTail eventTail;
    private final TokenSigner signer;
    private final JoinPrice price;
    private final Insiders insiders;
    private final Attendance attendance;

    JoinController(
            Commands commands,
            Queries queries,
            ProcessorProgress processors,
            EventTail eventTail,
            TokenSigner signer,
            JoinPrice price,
            Insiders insiders,
            Attendance attendance) {
        this.commands = commands;
        this.queries = queries;
        this.processors = processors;
        this.eventTail = eventTail;
        this.signer = signer;
        this.price = price;
        this.insiders = insiders;
        this.attendance = attendance;
    }

    /**
     * Who joins.
     *
     * @param line the line; the default one when left out
     * @param work what joining is paid with, where the line asks for it
     */
    record TokenRequest(
            @NotNull UserId userId,
            @Nullable LineName line,
            @Nullable @Valid Work work) {

        LineName lineOrDefault() {
            return line == null ? LineName.DEFAULT : line;
        }
    }

    /** A user has one token of a line: as long as it lives, it is answered with again. */
    @Operation(operationId = "joinLine", summary = "Join the line, or find the token you have")
    @Answers(status = 201, says = "A new token")
    @Answers(status = 200, says = "The token that this user has already")
    @WaitingRefusal.Possible({LINE_CLOSED, WORK_REQUIRED})
    @IssuerOnly
    @PostMapping(Routes.TOKENS)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Token> issue(
            @Valid @RequestBody TokenRequest request, NewId id, HttpServletRequest http) {
        var line = request.lineOrDefault();
        var door = queries.ask(new FindDoor(line));
        var issued = join(request, line, door, TokenId.of(line, id.toString()), http);
        if (issued.isNew()) {
            price.joined(line, door.work(), issued.issuedAt());
            if (door.hasRoom()) {
                processors.await(Admission.GROUP);
            }
        }
        var credential = signer.sign(issued.user(), issued.token(), issued.issuedAt());
        var place = placeOf(issued);
        if (place.status() == Place.Status.ACTIVE) {
            insiders.cameIn(credential);
        }
        attendance.waits(issued.token(), place);
        return ResponseEntity.status(issued.isNew() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(Token.of(credential, issued.user(), issued.token(), place));
    }

    private IssuedToken join(
            TokenRequest request,
            LineName line,
            Door door,
            TokenId token,
            HttpServletRequest http) {
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
}
