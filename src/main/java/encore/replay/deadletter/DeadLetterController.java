package encore.replay.deadletter;

import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.ProcessorNames;
import encore.kernel.Reason;
import encore.kernel.Refused;
import encore.readmodel.ReadModelRefusal;
import encore.readmodel.Views;
import encore.replay.deadletter.DeadLetter.Discarded;
import encore.replay.deadletter.DeadLetter.Inspected;
import encore.replay.deadletter.DeadLetter.Page;
import encore.replay.deadletter.DeadLetter.Retried;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import static encore.readmodel.ReadModelRefusal.PROJECTION_NOT_FOUND;
import static encore.replay.deadletter.DeadLetterRefusal.DEAD_LETTER_NOT_FOUND;

/**
 * The operator looks at what a read model, or an automation, could not take in, has it tried again,
 * or gives it up. An automation's letters are tried again every minute besides.
 */
@Tag(name = "Dead letters", description = "Events that a read model could not take in")
@OperatorOnly
@RestController
@RequestMapping(Routes.PROJECTIONS + "/{name}/dead-letters")
class DeadLetterController {

    /** What is left after that long is told, and waits for the next call. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);

    private final DeadLetters letters;
    private final DiscardedLetters discarded;
    private final EventProcessingConfiguration processing;
    private final Views views;
    private final JdbcClient jdbc;

    DeadLetterController(
            DeadLetters letters,
            DiscardedLetters discarded,
            EventProcessingConfiguration processing,
            Views views,
            JdbcClient jdbc) {
        this.letters = letters;
        this.discarded = discarded;
        this.processing = processing;
        this.views = views;
        this.jdbc = jdbc;
    }

    /**
     * In the order they came.
     *
     * @param limit how many at most
     * @param after the {@code next} of the page before
     */
    @Operation(
            operationId = "listDeadLetters",
            summary = "List what a read model could not take in")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @GetMapping
    Page list(
            @PathVariable String name,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        retrier(name);
        return letters.page(group(name), limit, after);
    }

    /**
     * What was given up, by whom and why, in the order it was.
     *
     * @param limit how many at most
     * @param after the {@code next} of the page before
     */
    @Operation(
            operationId = "listDiscardedDeadLetters",
            summary = "List what was given up, by whom and why")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @GetMapping("/discarded")
    Discarded.Page listDiscarded(
            @PathVariable String name,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @RequestParam(defaultValue = "0") @Min(0) long after) {
        retrier(name);
        return discarded.page(group(name), limit, after);
    }

    @Operation(operationId = "showDeadLetter", summary = "See one dead letter with its event")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @DeadLetterRefusal.Possible(DEAD_LETTER_NOT_FOUND)
    @GetMapping("/{letterId}")
    Inspected inspect(@PathVariable String name, @PathVariable String letterId) {
        retrier(name);
        return letters.inspect(group(name), letterId);
    }

    /** Tries every stream once, the one that has waited longest first. */
    @Operation(
            operationId = "retryDeadLetters",
            summary = "Try all dead letters of a read model again")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @PostMapping("/retries")
    Retried retryAll(@PathVariable String name) {
        var retrier = retrier(name);
        long newest = letters.newest(group(name));
        long before = letters.countUpTo(group(name), newest);
        long patience = System.nanoTime() + PATIENCE.toNanos();
        var tried = new HashSet<String>();
        boolean more = true;
        try {
            while (more && System.nanoTime() < patience) {
                more = tryAnother(retrier, tried);
            }
        } finally {
            views.mended(group(name), jdbc);
            views.lookAtTables();
        }
        return new Retried(
                before - letters.countUpTo(group(name), newest), letters.count(group(name)));
    }

    private static boolean tryAnother(
            SequencedDeadLetterProcessor<EventMessage<?>> retrier, Set<String> tried) {
        int before = tried.size();
        retrier.process(letter -> tried.add(((JdbcDeadLetter<?>) letter).getSequenceIdentifier()));
        return tried.size() > before;
    }

    @Scheduled(fixedDelayString = "${encore.replay.retry-automations-every:1m}")
    void retryAutomations() {
        processing.eventProcessors().keySet().stream()
                .filter(name -> ProcessorNames.isAutomation(name) && letters.count(name) > 0)
                .forEach(name -> log.warn("{} has dead letters: {}", name, retryAll(name)));
    }

    /** Tries the letter's whole stream, for they are taken in in order. */
    @Operation(operationId = "retryDeadLetter", summary = "Try the stream of one dead letter again")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @DeadLetterRefusal.Possible(DEAD_LETTER_NOT_FOUND)
    @PostMapping("/{letterId}/retries")
    Retried retry(@PathVariable String name, @PathVariable String letterId) {
        retrier(name);
        return retrySequence(
                name, letters.inspect(group(name), letterId).letter().sequence());
    }

    /**
     * Gives a letter up, for good; those of its stream that have waited behind it go on.
     *
     * @param reason why, to be kept with it
     */
    @Operation(operationId = "discardDeadLetter", summary = "Give one dead letter up")
    @ReadModelRefusal.Possible(PROJECTION_NOT_FOUND)
    @DeadLetterRefusal.Possible(DEAD_LETTER_NOT_FOUND)
    @DeleteMapping("/{letterId}")
    Discarded.AndRetried discard(
            @PathVariable String name,
            @PathVariable String letterId,
            @RequestParam Reason reason,
            Principal operator) {
        retrier(name);
        var letter = discarded.discard(group(name), letterId, operator.getName(), reason);
        log.warn("{} has discarded event {} of {}", operator.getName(), letter.eventId(), name);
        var behind = retrySequence(name, letter.sequence());
        return new Discarded.AndRetried(letter, behind.retried(), behind.left());
    }

    private Retried retrySequence(String name, String sequence) {
        var retrier = retrier(name);
        long before = letters.countOf(group(name), sequence);
        try {
            retrier.process(letter ->
                    ((JdbcDeadLetter<?>) letter).getSequenceIdentifier().equals(sequence));
        } finally {
            views.mended(group(name), jdbc);
            views.lookAtTables();
        }
        long left = letters.countOf(group(name), sequence);
        return new Retried(Math.max(0, before - left), left);
    }

    private SequencedDeadLetterProcessor<EventMessage<?>> retrier(String name) {
        return processing
                .sequencedDeadLetterProcessor(group(name))
                .orElseThrow(() -> new Refused(PROJECTION_NOT_FOUND));
    }

    /** Of a read model by its name, of an automation by its processor's. */
    private static String group(String name) {
        return ProcessorNames.isAutomation(name) ? name : ProcessorNames.PROJECTION + name;
    }
}
