package encore.concert;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.http.Answers;
import encore.http.NewId;
import encore.http.OperatorOnly;
import encore.http.Routes;
import encore.kernel.Commands;
import encore.kernel.Queries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The operator announces performances. */
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

    /** What plays where and when, and which seats there are. */
    record PerformanceRequest(
            @NotNull Title title,
            @NotNull Venue venue,
            @NotNull Instant startsAt,

            @NotEmpty @Size(max = SchedulePerformance.MOST_SECTIONS)
            List<@NotNull @Valid SectionRequest> sections) {}

    /** A block of equal rows at one price; price in points. */
    @Schema(name = "Section")
    record SectionRequest(
            @NotNull SectionName name,
            @NotNull @Min(1) @Max(Section.MOST) Integer rows,
            @NotNull @Min(1) @Max(Section.MOST) Integer seatsPerRow,
            @NotNull Price price) {

        private Section section() {
            return new Section(name, rows, seatsPerRow, price);
        }
    }

    /** A performance as it was announced; {@code date} is the day at the venue. */
    @Schema(name = "ScheduledPerformance")
    record Scheduled(
            PerformanceId performanceId,
            Title title,
            Venue venue,
            Instant startsAt,
            LocalDate date,
            int totalSeats,
            int availableSeats) {}

    /** Answers once the seats are placed and can be seen, or after half a minute. */
    @Operation(
            operationId = "schedulePerformance",
            summary = "Announce a performance and place its seats")
    @Answers(status = 201, says = "Announced", headers = "Location")
    @OperatorOnly
    @PostMapping(Routes.PERFORMANCES)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Scheduled> schedule(@Valid @RequestBody PerformanceRequest request, NewId id) {
        var command = new SchedulePerformance(
                new PerformanceId(id.toString()),
                request.title(),
                request.venue(),
                request.startsAt(),
                zone,
                request.sections().stream().map(SectionRequest::section).toList());
        commands.send(command);
        awaitSeats(command);
        return ResponseEntity.created(URI.create(
                        Routes.PERFORMANCES + "/" + command.performance().value() + "/seats"))
                .body(new Scheduled(
                        command.performance(),
                        command.title(),
                        command.venue(),
                        command.startsAt(),
                        command.startsAt().atZone(zone).toLocalDate(),
                        command.seats(),
                        command.seats()));
    }

    private void awaitSeats(SchedulePerformance announced) {
        long patience = System.nanoTime() + PLACED_WITHIN.toNanos();
        while (queries.ask(new FindPlacedSeats(announced.performance())) < announced.seats()
                && System.nanoTime() < patience) {
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
