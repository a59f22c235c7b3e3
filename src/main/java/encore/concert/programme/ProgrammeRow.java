package encore.concert.programme;

import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceEvent.PerformanceCorrected;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceId;
import encore.concert.PerformanceStatus;
import encore.concert.Terms;
import encore.kernel.LineName;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.LocalDate;

/** A row of the table {@code performance}, as {@link ProgrammeProjection} wrote it. */
@Entity
@Immutable
@Table(name = "performance")
class ProgrammeRow {

    @Id
    String performanceId;

    String title;
    String venue;
    Instant startsAt;
    LocalDate day;
    long totalSeats;

    /** As JSON, see {@link HallPlan}. */
    String sections;

    @Nullable
    Instant salesOpenAt;

    @Nullable
    Instant salesCloseAt;

    @Nullable
    Instant refundableUntil;

    @Enumerated(EnumType.STRING)
    PerformanceStatus status;

    @Nullable
    String cancelledFor;

    /** Whose tokens let in to it. */
    String line;

    static ProgrammeRow scheduled(PerformanceScheduled e) {
        var row = new ProgrammeRow();
        row.performanceId = e.performance().value();
        row.title = e.title();
        row.venue = e.venue();
        row.startsAt = e.startsAt();
        row.day = e.day();
        row.totalSeats = e.totalSeats();
        row.sections = HallPlan.of(e).toJson();
        row.status = PerformanceStatus.OPEN;
        row.line = (e.line() == null ? LineName.DEFAULT : e.line()).value();
        row.sold(e.salesOpenAt(), e.salesCloseAt(), e.refundableUntil());
        return row;
    }

    void sold(@Nullable Instant from, @Nullable Instant until, @Nullable Instant refundable) {
        salesOpenAt = from;
        salesCloseAt = until;
        refundableUntil = refundable;
    }

    void corrected(PerformanceCorrected e) {
        title = e.title() == null ? title : e.title();
        venue = e.venue() == null ? venue : e.venue();
        startsAt = e.startsAt() == null ? startsAt : e.startsAt();
        day = e.day() == null ? day : e.day();
    }

    void cancelled(PerformanceCancelled e) {
        status = PerformanceStatus.CANCELLED;
        cancelledFor = e.reason();
    }

    Terms terms() {
        return new Terms(
                new PerformanceId(performanceId),
                startsAt,
                salesOpenAt,
                salesCloseAt,
                refundableUntil,
                status,
                new LineName(line));
    }

    AnnouncedPerformance shown(long availableSeats) {
        return new AnnouncedPerformance(
                performanceId,
                title,
                venue,
                startsAt,
                day,
                totalSeats,
                availableSeats,
                salesOpenAt,
                salesCloseAt,
                refundableUntil,
                status,
                cancelledFor,
                line);
    }
}
