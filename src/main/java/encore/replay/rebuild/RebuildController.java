package encore.replay.rebuild;

import encore.http.Answers;
import encore.http.NewId;
import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.http.stream.EventStream;
import encore.kernel.Refused;
import encore.readmodel.ReadModelRefusal;
import encore.readmodel.ReadModels;
import encore.readmodel.Views;
import encore.replay.rebuild.Rebuild.Purpose;
import encore.replay.rebuild.Rebuild.State;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.util.Optional;

import static encore.readmodel.ReadModelRefusal.PROJECTION_NOT_FOUND;
import static encore.replay.rebuild.RebuildRefusal.REBUILD_NOT_FOUND;
import static encore.replay.rebuild.RebuildRefusal.REBUILD_RUNNING;

/** The operator has a read model built anew, or checked, and watches. */
@Tag(name = "Read models")
@OperatorOnly
@RestController
@RequestMapping(Routes.PROJECTIONS)
class RebuildController {

    private static final String REBUILDS = "/{name}/rebuilds";
    private static final String REBUILD = REBUILDS + "/{id}";
    private static final String VERIFICATIONS = "/{name}/verifications";
    private static final String VERIFICATION = VERIFICATIONS + "/{id}";

    private final ReadModels models;
    private final RebuildTable rebuilds;
    private final RebuildRunner runner;
    private final ProgressStream streams;
    private final Views views;

    RebuildController(
            ReadModels models,
            RebuildTable rebuilds,
            RebuildRunner runner,
            ProgressStream streams,
            Views views) {
        this.models = models;
        this.rebuilds = rebuilds;
        this.runner = runner;
        this.streams = streams;
        this.views = views;
    }

    /** Builds it anew beside the old one, which is read until the new one takes its place. */
    @Operation(operationId = "beginRebuild", summary = "Build a read model anew")
    @Answers(status = 202, says = "Begun: ask at Location how far it is", headers = "Location")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @RebuildRefusal.Possible(REBUILD_RUNNING)
    @PostMapping(REBUILDS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Rebuild> rebuild(@PathVariable String name, NewId id) {
        return begin(name, Purpose.REBUILD, id);
    }

    /** Builds it anew, compares it with the one that is read, and throws it away. */
    @Operation(operationId = "beginVerification", summary = "Check whether a read model is true")
    @Answers(status = 202, says = "Begun: ask at Location how far it is", headers = "Location")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @RebuildRefusal.Possible(REBUILD_RUNNING)
    @PostMapping(VERIFICATIONS)
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<Rebuild> verify(@PathVariable String name, NewId id) {
        return begin(name, Purpose.VERIFICATION, id);
    }

    private ResponseEntity<Rebuild> begin(String name, Purpose purpose, NewId id) {
        var rebuild = openedBefore(name, purpose, id)
                .orElseGet(() -> rebuilds.open(id.toString(), models.named(name), purpose));
        runner.takeUp();
        return ResponseEntity.accepted()
                .location(URI.create(Routes.PROJECTIONS
                        + "/%s/%ss/%s"
                                .formatted(
                                        name,
                                        purpose.name().toLowerCase(java.util.Locale.ROOT),
                                        rebuild.rebuildId())))
                .body(rebuild);
    }

    /** What an earlier try has opened is not opened again. */
    private Optional<Rebuild> openedBefore(String name, Purpose purpose, NewId id) {
        if (!id.wasTriedBefore()) {
            return Optional.empty();
        }
        try {
            return Optional.of(rebuilds.find(models.named(name), purpose, id.toString()));
        } catch (Refused refused) {
            if (!refused.is(REBUILD_NOT_FOUND)) {
                throw refused;
            }
            return Optional.empty();
        }
    }

    @Operation(
            operationId = "showRebuild",
            summary = "See how far a rebuild is, once or as it goes on")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @RebuildRefusal.Possible(REBUILD_NOT_FOUND)
    @GetMapping(path = REBUILD, produces = MediaType.APPLICATION_JSON_VALUE)
    Rebuild rebuilding(@PathVariable String name, @PathVariable String id) {
        var rebuild = rebuilds.find(models.named(name), Purpose.REBUILD, id);
        if (rebuild.state() == State.COMPLETED) {
            // A client that is told so sees the new one.
            views.lookAtTables();
        }
        return rebuild;
    }

    @Operation(
            operationId = "showVerification",
            summary = "See how far a verification is, once or as it goes on")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @RebuildRefusal.Possible(REBUILD_NOT_FOUND)
    @GetMapping(path = VERIFICATION, produces = MediaType.APPLICATION_JSON_VALUE)
    Rebuild verifying(@PathVariable String name, @PathVariable String id) {
        return rebuilds.find(models.named(name), Purpose.VERIFICATION, id);
    }

    @GetMapping(path = REBUILD, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    EventStream watchRebuild(@PathVariable String name, @PathVariable String id) {
        return watch(rebuilding(name, id));
    }

    @GetMapping(path = VERIFICATION, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    EventStream watchVerification(@PathVariable String name, @PathVariable String id) {
        return watch(verifying(name, id));
    }

    private EventStream watch(Rebuild rebuild) {
        return streams.of(() -> rebuilds.find(rebuild));
    }

    /** Gives it up, if it has not ended yet: the old one stays where it is. */
    @Operation(operationId = "giveUpRebuild", summary = "Give a rebuild up")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @RebuildRefusal.Possible(REBUILD_NOT_FOUND)
    @DeleteMapping(REBUILD)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUp(@PathVariable String name, @PathVariable String id) {
        rebuilds.end(rebuilding(name, id), State.GIVEN_UP, null);
    }

    @Operation(operationId = "giveUpVerification", summary = "Give a verification up")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @RebuildRefusal.Possible(REBUILD_NOT_FOUND)
    @DeleteMapping(VERIFICATION)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void giveUpVerification(@PathVariable String name, @PathVariable String id) {
        rebuilds.end(verifying(name, id), State.GIVEN_UP, null);
    }
}
