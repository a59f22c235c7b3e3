package encore.concert;

import encore.concert.PerformanceCommand.SchedulePerformance;
import encore.kernel.Commands;
import encore.kernel.EventLog;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Something to look at on an empty store: three concerts on several dates to come. */
@Component
@ConditionalOnBooleanProperty("encore.sample-data")
class SamplePerformances implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SamplePerformances.class);
    private static final LocalTime EVENING = LocalTime.of(19, 30);

    private static final String LINES = "line:";

    /** More than a configuration stores. */
    private static final int FIRST_FEW = 100;

    private record Concert(
            String id, String title, String venue, List<Section> sections, List<Integer> inDays) {}

    private static final List<Concert> CONCERTS = List.of(
            new Concert(
                    "small",
                    "Piano Night",
                    "Blue Note Cellar",
                    List.of(section("Floor", 5, 10, 45_000)),
                    List.of(7, 8, 14, 21)),
            new Concert(
                    "hall",
                    "Winter Symphony",
                    "Han River Hall",
                    List.of(section("Stalls", 20, 30, 120_000), section("Balcony", 10, 40, 80_000)),
                    List.of(30, 31, 45)),
            new Concert(
                    "arena",
                    "Encore World Tour",
                    "Olympic Arena",
                    List.of(
                            section("Standing", 20, 100, 154_000),
                            section("Lower", 40, 100, 143_000),
                            section("Upper", 40, 100, 99_000)),
                    List.of(60, 61)));

    private final EventLog events;
    private final Commands commands;
    private final Clock clock;
    private final ZoneId zone;

    SamplePerformances(
            EventLog events,
            Commands commands,
            Clock clock,
            @Value("${encore.venue-zone}") ZoneId zone) {
        this.events = events;
        this.commands = commands;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public void run(ApplicationArguments args) {
        if (!isEmpty()) {
            return;
        }
        try {
            commands.together(this::announce);
            log.info("announced the sample performances (encore.sample-data=false for none)");
        } catch (AggregateStreamCreationException e) {
            log.info("another node is announcing the sample performances");
        }
    }

    /** That the lines were configured, which comes first, is nothing yet. */
    private boolean isEmpty() {
        return events.after(-1, FIRST_FEW).stream()
                .allMatch(event -> event.stream().startsWith(LINES));
    }

    private void announce() {
        var today = LocalDate.ofInstant(clock.instant(), zone);
        for (var concert : CONCERTS) {
            for (int days : concert.inDays()) {
                var date = today.plusDays(days);
                commands.send(new SchedulePerformance(
                        new PerformanceId("sample-" + concert.id() + "-" + date),
                        new Title(concert.title()),
                        new Venue(concert.venue()),
                        date.atTime(EVENING).atZone(zone).toInstant(),
                        zone,
                        concert.sections()));
            }
        }
    }

    private static Section section(String name, int rows, int seatsPerRow, long price) {
        return new Section(new SectionName(name), rows, seatsPerRow, new Price(price));
    }
}
