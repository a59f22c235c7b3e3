package encore.concert;

import encore.concert.PerformanceCommand.ChangePerformance;
import encore.concert.PerformanceEvent.AnnouncedSection;
import encore.concert.PerformanceEvent.PerformanceCancelled;
import encore.concert.PerformanceEvent.PerformanceClosed;
import encore.concert.PerformanceEvent.PerformanceCorrected;
import encore.concert.PerformanceEvent.PerformanceReopened;
import encore.concert.PerformanceEvent.PerformanceScheduled;
import encore.concert.PerformanceEvent.SalesScheduled;
import encore.kernel.Operator;
import encore.kernel.Reason;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import static encore.kernel.Examples.NOON;

/** A show on the first of June 2030 at noon, and what the operator does to it the day before. */
final class PerformanceFixture {

    static final PerformanceId SHOW = new PerformanceId("show");
    static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    static final Instant DAY_BEFORE = NOON.minus(Duration.ofDays(1));
    static final Operator OLGA = new Operator("olga");
    static final Reason ILL = new Reason("The pianist is ill");
    static final PerformanceScheduled ANNOUNCED = new PerformanceScheduled(
            SHOW,
            "Encore",
            "Arena",
            NOON,
            SEOUL,
            List.of(new AnnouncedSection("Floor", 5, 10, 45_000)));
    static final PerformanceClosed CLOSED =
            new PerformanceClosed(SHOW, OLGA.name(), ILL.value(), DAY_BEFORE);
    static final PerformanceReopened REOPENED =
            new PerformanceReopened(SHOW, OLGA.name(), ILL.value(), DAY_BEFORE);
    static final PerformanceCancelled CANCELLED =
            new PerformanceCancelled(SHOW, OLGA.name(), ILL.value(), DAY_BEFORE);

    private PerformanceFixture() {}

    static PerformanceCorrected corrected(String title, String venue, Instant startsAt) {
        return new PerformanceCorrected(
                SHOW, title, venue, startsAt, SEOUL, OLGA.name(), ILL.value(), DAY_BEFORE);
    }

    static SalesScheduled sales(Instant open, Instant close, Instant refundable) {
        return new SalesScheduled(
                SHOW, open, close, refundable, OLGA.name(), ILL.value(), DAY_BEFORE);
    }

    static ChangePerformance correct(Title title, Venue venue, Instant startsAt) {
        return new ChangePerformance(
                SHOW, title, venue, startsAt, null, null, null, null, OLGA, ILL);
    }

    static ChangePerformance sell(Appointed open, Appointed close, Appointed refundable) {
        return new ChangePerformance(
                SHOW, null, null, null, open, close, refundable, null, OLGA, ILL);
    }

    static ChangePerformance becomes(PerformanceStatus status) {
        return new ChangePerformance(SHOW, null, null, null, null, null, null, status, OLGA, ILL);
    }
}
