package encore.concert;

import encore.concert.PerformanceCommand.ChangePerformance;
import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.concert.programme.FindPerformance;
import encore.concert.programme.PerformanceDetails;
import encore.http.Answers;
import encore.http.NewId;
import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Operator;
import encore.kernel.Queries;
import encore.kernel.Reason;
import encore.kernel.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.locks.LockSupport;

import static encore.concert.PerformanceRefusal.PERFORMANCE_CANCELLED;
import static encore.concert.PerformanceRefusal.PERFORMANCE_NOT_FOUND;

/** The operator announces performances, and changes them. */
@Tag(name = "Performances")
@RestController
class PerformanceController {

    private static final Duration PLACED_WITHIN = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_NANOS = 5_000_000;

    private final Commands commands;
    private final Queries queries;
    private final ZoneId zone;

    PerformanceController(
            Commands commands, Queries queries, @Value("${encore.venue-zone}") ZoneId zone) {
        this.commands = commands;
        this.queries = queries;
        this.zone = zone;
    }

    /**
     * What is to be changed; what is left out stays as it is.
     *
     * @param title null when it stays
     * @param venue null when it stays
     * @param startsAt null when it stays
     * @param salesOpenAt null for at once
     * @param salesCloseAt null for when it begins
     * @param refundableUntil until when a buyer may give seats back; null for never
     * @param status CLOSED so that no more seats are sold, OPEN to sell them again; null when it
     *     stays
     * @param reason why, to be kept with it
     */
    @Schema(name = "PerformanceChange")
    record ChangeRequest(
            @Nullable Title title,
            @Nullable Venue venue,
            @Nullable Instant startsAt,
            @Nullable Appointed salesOpenAt,
            @Nullable Appointed salesCloseAt,
            @Nullable Appointed refundableUntil,
            @Nullable Sales status,
            @NotNull Reason reason) {

        enum Sales {
            OPEN(PerformanceStatus.OPEN),
            CLOSED(PerformanceStatus.CLOSED);

            private final PerformanceStatus status;

            Sales(PerformanceStatus status) {
                this.status = status;
            }
        }

        private ChangePerformance command(PerformanceId performance, Operator by) {
            return new ChangePerformance(
                    performance,
                    title,
                    venue,
                    startsAt,
                    salesOpenAt,
                    salesCloseAt,
                    refundableUntil,
                    status == null ? null : status.status,
                    by,
                    reason);
        }
    }

    /** Answers once the seats are placed and can be seen, or after half a minute. */
    @Operation(
            operationId = "schedulePerformance",
            summary = "Announce a performance and place its seats")
    @Answers(status = 201, says = "Announced", headers = "Location")
    @OperatorOnly
    @PostMapping(Routes.PERFORMANCES)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<PerformanceDetails> schedule(
            @Valid @RequestBody PerformanceRequest request, NewId id) {
        var command = request.command(new PerformanceId(id.toString()), zone);
        if (!id.wasTriedBefore() || !isAnnounced(command.performance())) {
            commands.send(command);
        }
        awaitSeats(command);
        return ResponseEntity.created(URI.create(
                        Routes.PERFORMANCES + "/" + command.performance().value() + "/seats"))
                .body(queries.ask(new FindPerformance(command.performance())));
    }

    private boolean isAnnounced(PerformanceId performance) {
        try {
            queries.ask(new FindTerms(performance));
            return true;
        } catch (Refused refused) {
            if (!refused.is(PERFORMANCE_NOT_FOUND)) {
                throw refused;
            }
            return false;
        }
    }

    /** All of it, or nothing; what is as asked already stays as it is. */
    @Operation(
            operationId = "changePerformance",
            summary = "Correct a performance, say when its seats are sold, close or reopen it")
    @PerformanceRefusal.Possible({PERFORMANCE_NOT_FOUND, PERFORMANCE_CANCELLED})
    @OperatorOnly
    @PatchMapping(Routes.PERFORMANCES + "/{id}")
    PerformanceDetails change(
            @PathVariable PerformanceId id,
            @Valid @RequestBody ChangeRequest request,
            Operator operator) {
        commands.send(request.command(id, operator));
        return queries.ask(new FindPerformance(id));
    }

    private void awaitSeats(SchedulePerformance announced) {
        long patience = System.nanoTime() + PLACED_WITHIN.toNanos();
        while (queries.ask(new FindPlacedSeats(announced.performance())) < announced.seats()
                && System.nanoTime() < patience) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
