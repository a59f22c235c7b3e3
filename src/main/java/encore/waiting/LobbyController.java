package encore.waiting;

import encore.http.Answers;
import encore.http.OpenToAll;
import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.CommonRefusal;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.waiting.line.FindLine;
import encore.waiting.line.LineView;
import encore.waiting.line.LobbyProofs;
import encore.waiting.lobby.BeaconValue;
import encore.waiting.lobby.Hex32;
import encore.waiting.lobby.LineProof;
import encore.waiting.lobby.ProofFile;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.io.IOException;
import java.util.List;

import static encore.kernel.CommonRefusal.NOT_FOUND;

/** How a lobby gets its order, and how anybody checks it (rule 13 of docs/domain.md). */
@Tag(name = "Waiting line")
@RestController
class LobbyController {

    private static final String DEFAULT = "default";
    private static final long MOST_ROUNDS = 1_000_000_000_000L;

    private final OperatorActs acts;
    private final Lobbies lobbies;
    private final LobbyProofs proofs;
    private final Queries queries;

    LobbyController(OperatorActs acts, Lobbies lobbies, LobbyProofs proofs, Queries queries) {
        this.acts = acts;
        this.lobbies = lobbies;
        this.proofs = proofs;
        this.queries = queries;
    }

    /**
     * What the beacon said in the round that the closed lobby waits for.
     *
     * @param line the line; the default one when left out
     * @param randomness 32 bytes in hexadecimal
     * @param signature in hexadecimal, where the beacon signs
     */
    record BeaconRequest(
            @Nullable LineName line,
            @Min(1) @Max(MOST_ROUNDS) long round,

            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String randomness,

            @Nullable @Pattern(regexp = "([0-9a-f]{2}){0,96}")
            String signature) {

        private LineName lineOrDefault() {
            return line == null ? LineName.DEFAULT : line;
        }

        private BeaconValue value() {
            return new BeaconValue(
                    round, new Hex32(randomness), signature == null ? "" : signature);
        }
    }

    /** Checked before it is taken: no other round will do, and no value that was not said. */
    @Operation(operationId = "giveBeacon", summary = "Give a closed lobby its order")
    @OperatorOnly
    @PostMapping(Routes.LINE + "/beacon")
    @ResponseStatus(HttpStatus.CREATED)
    LineView give(@Valid @RequestBody BeaconRequest request, Operator operator) {
        var line = request.lineOrDefault();
        acts.shuffle(() -> lobbies.shuffle(line, request.value(), operator));
        return queries.ask(new FindLine(line));
    }

    /**
     * As it is written, piece by piece.
     *
     * @param leaves base64, each of up to 1,024 hashes, one after the other
     */
    @SuppressWarnings("unused")
    record PublishedProof(
            LineName line,
            LineProof.Scheduled scheduled,
            LineProof.@Nullable Closed closed,
            LineProof.@Nullable Shuffled shuffled,
            List<String> leaves) {}

    /**
     * What was published of the lobby, as far as it has come, and a hash for each who was in it; to
     * be checked with {@code VerifyLine}, see docs/line.md.
     *
     * @param line the line; the default one when left out
     */
    @Operation(operationId = "proveLine", summary = "Get the proof of a lobby's order")
    @Answers(status = 200, says = "The proof; 44 MB for a million people")
    @CommonRefusal.Possible(NOT_FOUND)
    @OpenToAll
    @ApiResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = PublishedProof.class)))
    @GetMapping(path = Routes.LINE + "/proof", produces = MediaType.APPLICATION_JSON_VALUE)
    void prove(@RequestParam(defaultValue = DEFAULT) LineName line, HttpServletResponse response)
            throws IOException {
        var proof = proofs.of(line).orElseThrow(() -> new Refused(NOT_FOUND));
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        ProofFile.write(proof.said(), proof.leaves(), response.getOutputStream());
    }
}
